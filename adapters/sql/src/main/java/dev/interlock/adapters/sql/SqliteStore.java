package dev.interlock.adapters.sql;

import dev.interlock.runtime.Probe;
import dev.interlock.runtime.UserError;
import dev.interlock.runtime.journal.Journal;
import dev.interlock.runtime.journal.Registry;
import dev.interlock.runtime.journal.RunIndex;
import dev.interlock.runtime.journal.SnapshotCache;
import dev.interlock.runtime.journal.Store;
import dev.interlock.runtime.journal.Switchboard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Everything durable in one file, {@code interlock.db}, beside which lie {@code interlock.lock}
 * (who drives which run), {@code interlock.bell} (whether somebody wrote a letter or a switch) and
 * {@code interlock.open} (a process opens a folder once).
 *
 * <p>Guarantees: what has returned is on disk ({@code synchronous=FULL} in WAL mode: one sync for
 * each group commit), through a kill of the process and a loss of power. Does not guarantee: that
 * on a disk which lies about syncs, or on a network file system whose locks do not work.
 */
final class SqliteStore implements Store {
  static final String FILE = "interlock.db";
  private static final String FULL = "2";

  /**
   * How long the WAL grows, 32 MB, before the writer moves it into the file. A group of 130 appends
   * changes 400 pages: with SQLite's own 1000 every third commit would pay for a checkpoint.
   */
  private static final int CHECKPOINT_PAGES = 8000;

  private final FileChannel guard;
  private final Session writing;
  private final RunLocks locks;
  private final Readers readers;
  private final SharedDatabaseConnections shared;
  private final EmptyInboxes empty;
  private final LastEpochs last;
  private final GroupCommit writer;
  private final SqliteSwitchboard switches;

  private SqliteStore(
      FileChannel guard, Session writing, RunLocks locks, Bell bell, Path file, Probe probe) {
    this.guard = guard;
    this.writing = writing;
    this.locks = locks;
    this.readers = new Readers(file);
    this.shared = new SharedDatabaseConnections(file);
    this.empty = new EmptyInboxes(bell);
    this.last = new LastEpochs(bell);
    this.writer = new GroupCommit(writing, bell, probe);
    this.switches = new SqliteSwitchboard(writer, readers, bell);
  }

  /** See {@link dev.interlock.runtime.journal.StoreProvider#open}. */
  static SqliteStore open(Path folder, Probe probe) {
    try {
      Files.createDirectories(folder);
      return open(folder, RunLocks.guard(folder.resolve("interlock.open")), probe);
    } catch (IOException failure) {
      throw unusable(folder, failure);
    }
  }

  /** Opens the store behind a guard, which is closed with it or if it cannot be opened. */
  static SqliteStore open(Path folder, FileChannel guard, Probe probe) throws IOException {
    var file = folder.toAbsolutePath().resolve(FILE);
    try {
      var writing = writing(file);
      try {
        var locks = RunLocks.open(folder.resolve("interlock.lock"));
        var bell = Bell.open(folder.resolve(Bell.FILE));
        return new SqliteStore(guard, writing, locks, bell, file, probe);
      } catch (IOException failure) {
        writing.close();
        throw failure;
      }
    } catch (SQLException failure) {
      guard.close();
      throw unusable(folder, failure);
    } catch (IOException | RuntimeException failure) {
      guard.close();
      throw failure;
    }
  }

  private static Session writing(Path file) throws SQLException {
    var session = Session.open(file);
    try {
      Schema.requireKnown(session, file);
      require(session, "journal_mode=WAL", "journal_mode", "wal");
      require(session, "synchronous=FULL", "synchronous", FULL);
      session.set("wal_autocheckpoint=" + CHECKPOINT_PAGES);
      Schema.migrate(session);
      return session;
    } catch (SQLException | RuntimeException failure) {
      session.close();
      throw failure;
    }
  }

  /** Durability hangs on these two, so they are asked back. */
  private static void require(Session session, String setting, String name, String expected)
      throws SQLException {
    session.set(setting);
    var actual = session.ask(name);
    if (!actual.equals(expected)) {
      throw new SQLException("expected " + name + " " + expected + ", got " + actual);
    }
  }

  private static UserError unusable(Path folder, Exception cause) {
    var error =
        new UserError(
            "cannot keep a store here: " + cause.getMessage(),
            folder.toString(),
            "name a folder on a local disk in which you may write");
    error.initCause(cause);
    return error;
  }

  @Override
  public Journal journal() {
    return new SqliteJournal(writer, readers, locks, shared, empty, last);
  }

  @Override
  public RunIndex index() {
    return new SqliteRunIndex(readers);
  }

  @Override
  public SnapshotCache snapshots() {
    return new SqliteSnapshots(writer, readers);
  }

  @Override
  public Switchboard switches() {
    return switches;
  }

  @Override
  public Registry registry() {
    return new SqliteRegistry(writer, readers);
  }

  @Override
  public DataSource dataSource() {
    return shared;
  }

  /** The writer's connection goes last of the connections: it moves the WAL into the file. */
  @Override
  public void close() {
    try {
      writer.close();
      readers.close();
      writing.close();
      locks.close();
      guard.close();
    } catch (SQLException failure) {
      throw new IllegalStateException(
          "the store was not closed well, but nothing is lost", failure);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
