package dev.interlock.adapters.sql;

import dev.interlock.runtime.journal.JournalUnavailableException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A few connections that only read. Thread-safe.
 *
 * <p>A virtual thread inside SQLite holds its carrier, for no native call lets go of it. So there
 * is one reader fewer than there are processors: one carrier always stays free for threads that do
 * not read. (On one processor there is one of each, and reading takes its turn.) Who waits for a
 * reader holds nothing.
 */
final class Readers implements AutoCloseable {
  private static final int READERS_MAX = 8;
  private static final long WAIT_SECONDS_MAX = 60;
  private static final long CLOSE_SECONDS_MAX = 5;

  private final Path file;
  private final int readers;
  private final Semaphore free;
  private final Deque<Session> idle = new ConcurrentLinkedDeque<>();
  private volatile boolean closed;

  Readers(Path file) {
    this.file = file;
    this.readers = Math.clamp(Runtime.getRuntime().availableProcessors() - 1, 1, READERS_MAX);
    this.free = new Semaphore(readers);
  }

  /**
   * Reads what was committed before.
   *
   * @throws JournalUnavailableException if the store is closed or broken; nothing was changed
   */
  <T> T read(Query<T> query) {
    try {
      if (!free.tryAcquire(WAIT_SECONDS_MAX, TimeUnit.SECONDS)) {
        throw unavailable("no reader was free for " + WAIT_SECONDS_MAX + " s");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new JournalUnavailableException("interrupted before it could read", interrupted);
    }
    try {
      return readWith(query);
    } finally {
      free.release();
    }
  }

  private <T> T readWith(Query<T> query) {
    if (closed) throw unavailable("the store is closed");
    try {
      var session = idle.pollFirst();
      if (session == null) session = open();
      try {
        return query.in(session);
      } finally {
        idle.addFirst(session);
      }
    } catch (SQLException failure) {
      throw new JournalUnavailableException("cannot read " + file, failure);
    }
  }

  private Session open() throws SQLException {
    var session = Session.open(file);
    session.set("query_only=ON");
    return session;
  }

  private JournalUnavailableException unavailable(String why) {
    return new JournalUnavailableException(
        "cannot read " + file + ": " + why, new IllegalStateException(why));
  }

  /** Waits a little for those who read. */
  @Override
  public void close() throws SQLException {
    closed = true;
    try {
      if (free.tryAcquire(readers, CLOSE_SECONDS_MAX, TimeUnit.SECONDS)) free.release(readers);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    for (var session = idle.pollFirst(); session != null; session = idle.pollFirst()) {
      session.close();
    }
  }

  /** Asks one thing, or several that need not agree. */
  @FunctionalInterface
  interface Query<T> {
    T in(Session session) throws SQLException;
  }
}
