package dev.interlock.adapters.sql;

import dev.interlock.kernel.charter.RunId;
import dev.interlock.runtime.journal.RunIndex;
import dev.interlock.runtime.journal.RunSummary;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds runs by the columns of {@code runs}; each question has its index. */
final class SqliteRunIndex implements RunIndex {
  private final Readers readers;

  SqliteRunIndex(Readers readers) {
    this.readers = readers;
  }

  @Override
  public Optional<RunSummary> get(RunId run) {
    return readers.read(session ->
        session.first(
            "SELECT " + Runs.SUMMARY_COLUMNS + " FROM runs WHERE run = ? AND status IS NOT NULL",
            Runs::summary,
            run.text()));
  }

  @Override
  public List<RunId> startingWith(String prefix, int max) {
    return readers.read(session ->
        session.all(
            """
            SELECT run FROM runs WHERE run >= ? AND run < ? AND status IS NOT NULL
            ORDER BY run LIMIT ?
            """,
            rows -> new RunId(rows.getString(1)),
            prefix,
            prefix + '~', // after every character of a run id
            max));
  }

  @Override
  public List<RunSummary> list(Query query) {
    return readers.read(session -> list(session, query));
  }

  /** The parts of the text are few, and every value is a parameter. */
  private static List<RunSummary> list(Session session, Query query) throws SQLException {
    var sql = new StringBuilder("SELECT " + Runs.SUMMARY_COLUMNS + " FROM runs WHERE ");
    var values = new ArrayList<Object>();
    if (query.after() != null) {
      var after =
          session.first(
              KEY, rows -> new Key(rows.getLong(1), rows.getLong(2)), query.after().text());
      if (after.isEmpty()) return List.of();
      sql.append("started_at <= ? AND (started_at < ? OR id < ?)");
      values.addAll(List.of(after.get().startedAt, after.get().startedAt, after.get().id));
    } else {
      sql.append("started_at IS NOT NULL");
    }
    if (query.unended()) sql.append(" AND ended = 0");
    if (query.status() != null) {
      sql.append(" AND status = ?");
      values.add(query.status().name());
    }
    if (query.leaf() != null) {
      sql.append(" AND id IN (SELECT run FROM run_leaves WHERE leaf = ?)");
      values.add(query.leaf().id());
    }
    sql.append(" ORDER BY started_at DESC, id DESC LIMIT ?");
    values.add(query.max());
    return session.all(sql.toString(), Runs::summary, values.toArray());
  }

  private static final String KEY =
      "SELECT started_at, id FROM runs WHERE run = ? AND started_at IS NOT NULL";

  private record Key(long startedAt, long id) {}

  @Override
  public List<RunId> due(Instant now, int max) {
    return readers.read(session ->
        session.all(
            """
            SELECT run FROM runs WHERE ended = 0 AND wake_at IS NOT NULL AND wake_at <= ?
            ORDER BY wake_at, id LIMIT ?
            """,
            rows -> new RunId(rows.getString(1)),
            Columns.micros(now),
            max));
  }

  @Override
  public Optional<Instant> nextWake() {
    return readers.read(session ->
        session.first(
            """
            SELECT wake_at FROM runs WHERE ended = 0 AND wake_at IS NOT NULL
            ORDER BY wake_at LIMIT 1
            """,
            rows -> Columns.instant(rows.getLong(1))));
  }
}
