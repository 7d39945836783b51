package dev.interlock.adapters.sql;

import dev.interlock.runtime.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Says which process drives which run: byte {@code n} of the lock file is locked by the process
 * that drives the run of id {@code n}. The operating system frees the locks of a process that dies.
 * Thread-safe.
 *
 * <p>A run that is taken from a frozen process is driven under another byte, {@code 2^62 + n},
 * since the frozen one keeps the first. The store notes that the epoch was begun so: as long as no
 * later one is begun otherwise, the first byte says nothing. If that process is frozen in its turn,
 * whoever takes the run from it drives it under no lock, and others must take it by force too.
 *
 * <p>The file is opened once for the life of the store, for POSIX takes all locks of a process away
 * when the process closes <em>any</em> descriptor of the file. That is also why the guard against
 * opening a folder twice in one process has a file of its own.
 */
final class RunLocks implements AutoCloseable {
  private static final long BY_FORCE = 1L << 62;

  private final FileChannel channel;
  private final Map<Long, Claim> claims = new ConcurrentHashMap<>();

  private RunLocks(FileChannel channel) {
    this.channel = channel;
  }

  static RunLocks open(Path file) throws IOException {
    return new RunLocks(channel(file));
  }

  /**
   * Notes that this process has the folder open, until the channel is closed.
   *
   * @throws UserError if it has it open already
   */
  static FileChannel guard(Path file) throws IOException {
    var guard = channel(file);
    try {
      // Shared: other processes may come in. Within one process even shared locks exclude each
      // other.
      if (guard.tryLock(0, 1, true) != null) return guard;
    } catch (OverlappingFileLockException _) {
      // This process has it open; said below.
    } catch (IOException failure) {
      guard.close();
      throw failure;
    }
    guard.close();
    throw new UserError(
        "this store is open in this process already",
        String.valueOf(file.getParent()),
        "open it once and share it");
  }

  private static FileChannel channel(Path file) throws IOException {
    return FileChannel.open(
        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  /** Returns a claim to no run as yet. */
  Claim claim() {
    return new Claim();
  }

  /** Whether this process drives the run in that epoch. Called by the writer before each append. */
  boolean drives(long run, long epoch) {
    var claim = claims.get(run);
    return claim != null && claim.drives(epoch);
  }

  @Override
  public void close() throws IOException {
    channel.close(); // frees every lock
  }

  private @Nullable FileLock tryLock(long place) {
    try {
      return channel.tryLock(place, 1, false);
    } catch (OverlappingFileLockException _) {
      return null; // held by this JVM through another store
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** One driver's hold on one run. */
  final class Claim {
    private long run;
    private long epoch;
    private boolean byForce;
    private boolean released;
    private @Nullable FileLock lock;

    /**
     * Takes hold of a run.
     *
     * @param force even if another process holds it
     * @param fenced whether the last epoch was begun by force, so that its first lock says nothing
     * @return false if it is held by this process, or by another and not {@code force}
     */
    synchronized boolean take(long run, boolean force, boolean fenced) {
      if (released || claims.putIfAbsent(run, this) != null) return false;
      this.run = run;
      if (takeLock(force, fenced)) return true;
      var _ = claims.remove(run, this);
      return false;
    }

    private boolean takeLock(boolean force, boolean fenced) {
      lock = tryLock(run);
      if (lock != null) {
        if (force || isFree(BY_FORCE + run)) return true;
        free(lock); // its owner let go of it, and who took the run from it drives it still
        lock = null;
        return false;
      }
      byForce = true;
      if (force || fenced) lock = tryLock(BY_FORCE + run);
      return force || lock != null;
    }

    private boolean isFree(long place) {
      var other = tryLock(place);
      if (other != null) free(other);
      return other != null;
    }

    /** Whether another process has the first lock of the run, and is fenced from now on. */
    synchronized boolean byForce() {
      return byForce;
    }

    /** Says in which epoch the run is driven from now on. */
    synchronized void begin(long epoch) {
      this.epoch = epoch;
    }

    private synchronized boolean drives(long epoch) {
      return !released && this.epoch == epoch;
    }

    /** Lets go. Idempotent. */
    synchronized void release() {
      if (released) return;
      released = true;
      try {
        if (lock != null) free(lock);
      } finally {
        var _ = claims.remove(run, this);
      }
    }

    private static void free(FileLock lock) {
      try {
        lock.release();
      } catch (ClosedChannelException _) {
        // The store was closed first and all locks went with it.
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }
}
