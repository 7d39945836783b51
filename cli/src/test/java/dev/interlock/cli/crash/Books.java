package dev.interlock.cli.crash;

import dev.interlock.runtime.effect.Tool;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** A table beside the journal, which a transactional tool writes to. */
public final class Books {

  /** What is booked. */
  public record Booking(String account) {}

  /** What came of it. */
  public record Booked(int bookings) {}

  /** A row: for whom, in which process, and when. */
  record Row(String account, long pid, long atMillis) {}

  @Tool(name = "book", description = "Books once.")
  public Booked book(Booking booking, Connection connection) throws SQLException {
    try (var create = connection.createStatement()) {
      var _ =
          create.execute(
              "CREATE TABLE IF NOT EXISTS booked (account TEXT, pid INTEGER, at INTEGER)");
    }
    try (var insert = connection.prepareStatement("INSERT INTO booked VALUES (?, ?, ?)")) {
      insert.setString(1, booking.account());
      insert.setLong(2, ProcessHandle.current().pid());
      insert.setLong(3, System.currentTimeMillis());
      return new Booked(insert.executeUpdate());
    }
  }

  /** Returns what was committed. */
  static List<Row> in(DataSource store) {
    try (var connection = store.getConnection();
        var statement = connection.createStatement()) {
      var table = "SELECT 1 FROM sqlite_schema WHERE name = 'booked'";
      if (!statement.executeQuery(table).next()) return List.of();
      var rows = statement.executeQuery("SELECT account, pid, at FROM booked");
      var booked = new ArrayList<Row>();
      while (rows.next()) {
        booked.add(new Row(rows.getString(1), rows.getLong(2), rows.getLong(3)));
      }
      return booked;
    } catch (SQLException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }
}
