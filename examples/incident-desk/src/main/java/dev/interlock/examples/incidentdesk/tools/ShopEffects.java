package dev.interlock.examples.incidentdesk.tools;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The two things that a caller can do, each at most once per key.
 *
 * <p>What this guarantees: an effect, its result and its line in {@code effect_log} are durable
 * together or not at all, also when the process is killed; a second call with the same key writes
 * nothing and returns the first result, in whatever process. What it does not: that the second call
 * asked for the same thing. Neither effect mends any fault of the shop.
 */
public final class ShopEffects {
  private static final List<String> TABLES =
      List.of(
          """
          CREATE TABLE IF NOT EXISTS incidents (number INTEGER PRIMARY KEY,
            key TEXT NOT NULL UNIQUE, title TEXT NOT NULL, severity TEXT NOT NULL,
            summary TEXT NOT NULL, at TEXT NOT NULL)\
          """,
          """
          CREATE TABLE IF NOT EXISTS restarts (number INTEGER PRIMARY KEY,
            key TEXT UNIQUE, service TEXT NOT NULL, reason TEXT NOT NULL, at TEXT NOT NULL)\
          """,
          """
          CREATE TABLE IF NOT EXISTS effect_log (id INTEGER PRIMARY KEY,
            key TEXT, tool TEXT NOT NULL, pid INTEGER NOT NULL, at TEXT NOT NULL)\
          """);

  private final ShopDatabase database;
  private final ShopReads reads;
  private final InstantSource clock;

  /** Prepares to write; adds the tables of the effects to the database if they are missing. */
  public ShopEffects(ShopDatabase database, ShopReads reads, InstantSource clock) {
    this.database = database;
    this.reads = reads;
    this.clock = clock;
    var _ =
        database.write(connection -> {
          for (var table : TABLES) ShopDatabase.execute(connection, table);
          return TABLES.size();
        });
  }

  /**
   * Opens an incident, or finds the one that this key opened.
   *
   * @throws ShopDatabaseException if nothing was written
   */
  public IncidentOpened open(IncidentReport report) {
    return database.write(connection -> {
      var now = now();
      var opened =
          ShopDatabase.update(
              connection,
              """
              INSERT INTO incidents (key, title, severity, summary, at) VALUES (?,?,?,?,?)
              ON CONFLICT (key) DO NOTHING\
              """,
              report.idempotency_key(),
              report.title(),
              report.severity().name(),
              report.summary(),
              now);
      if (opened == 1) log(connection, report.idempotency_key(), "open_incident", now);
      return ShopDatabase.rows(
              connection,
              "SELECT number, at FROM incidents WHERE key = ?",
              row -> new IncidentOpened("INC-" + row.getLong(1), row.getString(2)),
              report.idempotency_key())
          .getFirst();
    });
  }

  /**
   * Records a restart, or finds the one that this key recorded.
   *
   * @throws IllegalArgumentException if there is no such service; nothing was written
   * @throws ShopDatabaseException if nothing was written
   */
  public RestartRecorded restart(RestartOrder order) {
    reads.requireService(order.service());
    return database.write(connection -> {
      var now = now();
      var restarted =
          ShopDatabase.update(
              connection,
              """
              INSERT INTO restarts (key, service, reason, at) VALUES (?,?,?,?)
              ON CONFLICT (key) DO NOTHING\
              """,
              order.idempotency_key(),
              order.service(),
              order.reason(),
              now);
      if (restarted == 1) log(connection, order.idempotency_key(), "restart_service", now);
      // IS finds a missing key too; the newest row is then this call's own.
      return ShopDatabase.rows(
              connection,
              """
              SELECT number, service, at FROM restarts WHERE key IS ?
              ORDER BY number DESC LIMIT 1\
              """,
              row ->
                  new RestartRecorded("RST-" + row.getLong(1), row.getString(2), row.getString(3)),
              order.idempotency_key())
          .getFirst();
    });
  }

  private static void log(Connection connection, @Nullable String key, String tool, String now)
      throws SQLException {
    var pid = ProcessHandle.current().pid();
    var sql = "INSERT INTO effect_log (key, tool, pid, at) VALUES (?,?,?,?)";
    var _ = ShopDatabase.update(connection, sql, key, tool, pid, now);
  }

  private String now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
