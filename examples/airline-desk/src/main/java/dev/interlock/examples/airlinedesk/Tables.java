package dev.interlock.examples.airlinedesk;

import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/**
 * The tables. Columns are what is looked up, counted or changed by itself; what is always read and
 * written as a whole (a profile, a reservation, the state of a flight on a day) is one document.
 */
final class Tables {
  private static final List<String> ALL =
      List.of(
          "CREATE TABLE IF NOT EXISTS users (user_id TEXT PRIMARY KEY, profile TEXT NOT NULL)",
          """
          CREATE TABLE IF NOT EXISTS payment_methods (
            user_id TEXT NOT NULL REFERENCES users, payment_id TEXT NOT NULL, source TEXT NOT NULL,
            amount NUMERIC, details TEXT NOT NULL, PRIMARY KEY (user_id, payment_id))
          """,
          """
          CREATE TABLE IF NOT EXISTS reservations (
            reservation_id TEXT PRIMARY KEY, user_id TEXT NOT NULL REFERENCES users,
            cabin TEXT NOT NULL, document TEXT NOT NULL)
          """,
          "CREATE INDEX IF NOT EXISTS reservations_of_user ON reservations (user_id)",
          """
          CREATE TABLE IF NOT EXISTS flights (
            flight_number TEXT PRIMARY KEY, origin TEXT NOT NULL, destination TEXT NOT NULL,
            departure TEXT NOT NULL, arrival TEXT NOT NULL)
          """,
          """
          CREATE TABLE IF NOT EXISTS flight_dates (
            flight_number TEXT NOT NULL REFERENCES flights, date TEXT NOT NULL,
            status TEXT NOT NULL, document TEXT NOT NULL, PRIMARY KEY (flight_number, date))
          """);

  private Tables() {}

  /** Makes the tables, if they are not there. */
  static void create(DataSource source) throws SQLException {
    try (var connection = source.getConnection();
        var statement = connection.createStatement()) {
      for (var table : ALL) {
        var _ = statement.execute(table);
      }
    }
  }
}
