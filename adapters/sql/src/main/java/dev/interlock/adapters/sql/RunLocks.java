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
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Says which process drives which run: byte {@code n} of the lock file is locked by the process
 * that drives the run of id {@code n}. The operating system frees the locks of a process that dies.
 * Thread-safe.
 *
 * <p>The file is opened once for the life of the store, for POSIX takes all locks of a process away
 * when the process closes <em>any</em> descriptor of the file. That is also why the guard against
 * opening a folder twice in one process has a file of its own.
 */
final class RunLocks implements AutoCloseable {
  private final FileChannel channel;
  private final Map<Long, Claim> claims = new ConcurrentHashMap<>();

  /** Runs that were taken from a process that still has their lock, and the epoch since then. */
  private final Map<Long, Long> taken = new ConcurrentHashMap<>();

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

  /**
   * Whether the one who has the lock of the run was fenced by this process and nobody has driven it
   * since: then the lock says nothing.
   *
   * @param epoch the last one that the store knows of
   */
  boolean fenced(long run, long epoch) {
    return Objects.equals(taken.get(run), epoch);
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

  private @Nullable FileLock tryLock(long run) {
    try {
      return channel.tryLock(run, 1, false);
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
    private boolean released;
    private @Nullable FileLock lock;

    /**
     * Takes hold of a run.
     *
     * @param force even if another process holds it
     * @return false if it is held by this process, or by another and not {@code force}
     */
    synchronized boolean take(long run, boolean force) {
      if (released || claims.putIfAbsent(run, this) != null) return false;
      this.run = run;
      lock = tryLock(run);
      if (lock == null && !force) {
        var _ = claims.remove(run, this);
        return false;
      }
      return true;
    }

    /** Says in which epoch the run is driven from now on. */
    synchronized void begin(long epoch) {
      this.epoch = epoch;
      if (lock == null) taken.put(run, epoch);
      else taken.remove(run);
    }

    /**
     * Looks for the lock again: the frozen process from which the run was taken may have let go.
     */
    private synchronized boolean drives(long epoch) {
      if (released || this.epoch != epoch) return false;
      if (lock == null) {
        lock = tryLock(run);
        if (lock != null) taken.remove(run);
      }
      return true;
    }

    /** Lets go. Idempotent. */
    synchronized void release() {
      if (released) return;
      released = true;
      try {
        if (lock != null) lock.release();
      } catch (ClosedChannelException _) {
        // The store was closed first and all locks went with it.
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      } finally {
        var _ = claims.remove(run, this);
      }
    }
  }
}
