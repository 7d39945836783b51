package dev.interlock.adapters.sql;

import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.failure.Leaf;
import dev.interlock.kernel.run.JournalCorruptException;
import dev.interlock.kernel.run.Status;
import dev.interlock.kernel.value.Digest;
import dev.interlock.runtime.journal.RunSummary;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The table of runs: where each journal ends, and how each run stands. */
final class Runs {
  /** What {@link #summary} reads. */
  static final String SUMMARY_COLUMNS = "run, agent, status, started_at, wake_at, leaves";

  private Runs() {}

  /**
   * A run as the writer sees it.
   *
   * @param id in this file
   * @param standing null before the first entry
   */
  record Row(long id, long epoch, long sequence, @Nullable Standing standing) {}

  /**
   * How a run stands, as its columns say it: all that can change in a summary.
   *
   * @param wakeAtMicros null for no timer
   * @param leaves ids of failures, with a space between
   */
  record Standing(String status, @Nullable Long wakeAtMicros, String leaves) {
    static Standing of(RunSummary now) {
      var wakeAt = now.wakeAt();
      return new Standing(
          now.status().name(),
          wakeAt == null ? null : (Long) Columns.micros(wakeAt),
          now.leaves().stream().map(Leaf::id).collect(Collectors.joining(" ")));
    }

    private static @Nullable Standing of(ResultSet rows) throws SQLException {
      var status = rows.getString(4);
      if (status == null) return null;
      var wakeAt = rows.getLong(5);
      return new Standing(status, rows.wasNull() ? null : (Long) wakeAt, rows.getString(6));
    }
  }

  static Optional<Row> find(Session session, RunId run) throws SQLException {
    return session.first(
        "SELECT id, epoch, sequence, status, wake_at, leaves FROM runs WHERE run = ?",
        rows -> new Row(rows.getLong(1), rows.getLong(2), rows.getLong(3), Standing.of(rows)),
        run.text());
  }

  static Optional<Long> id(Session session, RunId run) throws SQLException {
    return session.first("SELECT id FROM runs WHERE run = ?", rows -> rows.getLong(1), run.text());
  }

  /** Returns the id of a run, which is made if there is none. */
  static long made(Session session, RunId run) throws SQLException {
    session.change(
        """
        INSERT INTO runs (run, epoch, sequence, hash) VALUES (?, 0, 0, ?)
        ON CONFLICT (run) DO NOTHING
        """,
        run.text(),
        Columns.bytes(Digest.NONE));
    return id(session, run).orElseThrow();
  }

  /**
   * Begins a new epoch and returns it.
   *
   * @param byForce whether another process still has the lock of the one before
   */
  static long nextEpoch(Session session, long id, boolean byForce) throws SQLException {
    session.change("UPDATE runs SET epoch = epoch + 1, by_force = ? WHERE id = ?", byForce, id);
    return session
        .first("SELECT epoch FROM runs WHERE id = ?", rows -> rows.getLong(1), id)
        .orElseThrow();
  }

  /** Whether the last epoch was begun by force. */
  static boolean begunByForce(Session session, long id) throws SQLException {
    return session
        .first("SELECT by_force FROM runs WHERE id = ?", rows -> rows.getBoolean(1), id)
        .orElseThrow();
  }

  static void moveHead(Session session, long id, long sequence, Digest hash) throws SQLException {
    session.change(
        "UPDATE runs SET sequence = ?, hash = ? WHERE id = ?", sequence, Columns.bytes(hash), id);
  }

  /** Writes how a run stands, as far as that is new: most appends change none of it. */
  static void stand(Session session, Row row, RunSummary summary) throws SQLException {
    var before = row.standing();
    var now = Standing.of(summary);
    if (now.equals(before)) return;
    if (before == null) begin(session, row.id(), summary);
    session.change(
        "UPDATE runs SET status = ?, ended = ?, wake_at = ? WHERE id = ?",
        now.status,
        summary.status().ended(),
        now.wakeAtMicros,
        row.id());
    if (before == null || !before.leaves.equals(now.leaves)) {
      detect(session, row.id(), summary.leaves());
    }
  }

  private static void begin(Session session, long id, RunSummary now) throws SQLException {
    session.change(
        "UPDATE runs SET agent = ?, started_at = ? WHERE id = ?",
        now.agent(),
        Columns.micros(now.startedAt()),
        id);
  }

  private static void detect(Session session, long id, List<Leaf> leaves) throws SQLException {
    session.change(
        "UPDATE runs SET leaves = ? WHERE id = ?",
        leaves.stream().map(Leaf::id).collect(Collectors.joining(" ")),
        id);
    session.change("DELETE FROM run_leaves WHERE run = ?", id);
    for (var leaf : leaves) {
      session.change("INSERT OR IGNORE INTO run_leaves (leaf, run) VALUES (?, ?)", leaf.id(), id);
    }
  }

  /** Reads what {@link #SUMMARY_COLUMNS} asked for first: a column is found faster by its place. */
  static RunSummary summary(ResultSet rows) throws SQLException {
    var wakeAt = rows.getLong(5);
    var timed = !rows.wasNull();
    return new RunSummary(
        new RunId(rows.getString(1)),
        rows.getString(2),
        Status.valueOf(rows.getString(3)),
        Columns.instant(rows.getLong(4)),
        timed ? Columns.instant(wakeAt) : null,
        leaves(rows.getString(6)));
  }

  private static List<Leaf> leaves(String ids) {
    if (ids.isEmpty()) return List.of();
    return Arrays.stream(ids.split(" ")).map(Runs::leaf).toList();
  }

  private static Leaf leaf(String id) {
    return Leaf.of(id)
        .orElseThrow(() -> new JournalCorruptException("the table of runs names a leaf " + id));
  }
}
