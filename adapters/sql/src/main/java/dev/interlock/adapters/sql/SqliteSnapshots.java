package dev.interlock.adapters.sql;

import dev.interlock.kernel.charter.RunId;
import dev.interlock.runtime.journal.SnapshotCache;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Snapshots in two tables: the newest core, and every increment since the run began. */
final class SqliteSnapshots implements SnapshotCache {
  private final GroupCommit writer;
  private final Readers readers;

  SqliteSnapshots(GroupCommit writer, Readers readers) {
    this.writer = writer;
    this.readers = readers;
  }

  @Override
  public void save(RunId run, int kernelVersion, Snapshot snapshot) {
    writer.writeLater(session -> save(session, run, kernelVersion, snapshot));
  }

  @Override
  public Optional<Snapshot> load(RunId run, int kernelVersion) {
    return readers.read(session -> {
      session.change("BEGIN"); // core and increments must be of one moment
      try {
        return load(session, run, kernelVersion);
      } finally {
        session.change("COMMIT");
      }
    });
  }

  private static Optional<Snapshot> load(Session session, RunId run, int kernelVersion)
      throws SQLException {
    var id = Runs.id(session, run);
    if (id.isEmpty()) return Optional.empty();
    var kept = kept(session, id.get()).filter(known -> known.kernelVersion == kernelVersion);
    if (kept.isEmpty()) return Optional.empty();
    var increments =
        session.all(
            "SELECT body FROM snapshot_increments WHERE place BETWEEN ? AND ? ORDER BY place",
            rows -> rows.getBytes(1),
            Columns.place(id.get(), 0),
            Columns.lastPlace(id.get()));
    return session.first(
        "SELECT sequence, hash, core FROM snapshots WHERE run = ?",
        rows ->
            new Snapshot(
                rows.getLong(1), Columns.digest(rows.getBytes(2)), 0, rows.getBytes(3), increments),
        id.get());
  }

  /** Returns whether the snapshot was kept. */
  private static boolean save(Session session, RunId run, int kernelVersion, Snapshot snapshot)
      throws SQLException {
    var id = Runs.id(session, run);
    if (id.isEmpty()) return false;
    var kept = kept(session, id.get());
    var follows =
        snapshot.after() != 0
            && kept.filter(known -> known.continuedBy(kernelVersion, snapshot)).isPresent();
    if (!follows) drop(session, id.get());
    if (!follows && snapshot.after() != 0) return false;
    var count = follows ? kept.orElseThrow().increments : 0;
    put(session, id.get(), kernelVersion, snapshot, count);
    return true;
  }

  private static Optional<Kept> kept(Session session, long run) throws SQLException {
    return session.first(
        "SELECT kernel_version, sequence, increments FROM snapshots WHERE run = ?",
        rows -> new Kept(rows.getInt(1), rows.getLong(2), rows.getLong(3)),
        run);
  }

  private static void drop(Session session, long run) throws SQLException {
    session.change("DELETE FROM snapshots WHERE run = ?", run);
    session.change(
        "DELETE FROM snapshot_increments WHERE place BETWEEN ? AND ?",
        Columns.place(run, 0),
        Columns.lastPlace(run));
  }

  private static void put(
      Session session, long run, int kernelVersion, Snapshot snapshot, long count)
      throws SQLException {
    insertIncrements(session, run, count, snapshot.increments());
    session.change(
        """
        INSERT OR REPLACE INTO snapshots (run, kernel_version, sequence, hash, increments, core)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
        run,
        kernelVersion,
        snapshot.sequence(),
        Columns.bytes(snapshot.hash()),
        count + snapshot.increments().size(),
        snapshot.core());
  }

  private static void insertIncrements(
      Session session, long run, long from, List<byte[]> increments) throws SQLException {
    var number = from;
    for (var increment : increments) {
      session.change(
          "INSERT INTO snapshot_increments (place, body) VALUES (?, ?)",
          Columns.place(run, number++),
          increment);
    }
  }

  /**
   * What is kept of a run.
   *
   * @param increments how many
   */
  private record Kept(int kernelVersion, long sequence, long increments) {
    boolean continuedBy(int version, Snapshot snapshot) {
      return kernelVersion == version && sequence == snapshot.after();
    }
  }
}
