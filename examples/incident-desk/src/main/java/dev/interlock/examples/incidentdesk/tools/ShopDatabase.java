package dev.interlock.examples.incidentdesk.tools;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;

/**
 * Connections to one shop file: read-only ones to read, short transactions to write.
 *
 * <p>One connection per call, closed after it; safe for many threads and many processes. A writer
 * waits up to five seconds for another one.
 *
 * @param file an existing shop
 */
public record ShopDatabase(Path file) {
  private static final int BUSY_MILLIS = 5_000;

  /**
   * Names a database.
   *
   * @throws IllegalArgumentException if the file does not exist; none is created
   */
  public ShopDatabase {
    file = file.toAbsolutePath();
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException("no shop database at " + file + "; generate one first");
    }
  }

  /** Makes one value of the current row. */
  public interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Works on a connection. */
  interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  /**
   * Returns one value per row.
   *
   * @throws ShopDatabaseException with the database's own words
   */
  public <T> List<T> rows(String sql, RowReader<T> reader, Object... arguments) {
    return read(connection -> rows(connection, sql, reader, arguments));
  }

  /** Works on a read-only connection. */
  <T> T read(Work<T> work) {
    try {
      return with(true, work);
    } catch (SQLException e) {
      if (e.getErrorCode() != SQLiteErrorCode.SQLITE_READONLY.code) {
        throw ShopDatabaseException.of(e);
      }
    }
    // A process died while it wrote. Only a writer can undo what it left; then we read again.
    try {
      var _ = with(false, writer -> rows(writer, "SELECT 1 FROM orders LIMIT 1", row -> 1));
      return with(true, work);
    } catch (SQLException e) {
      throw ShopDatabaseException.of(e);
    }
  }

  /** Works in one transaction: all of it is durable on return, or nothing of it on a throw. */
  <T> T write(Work<T> work) {
    try {
      return with(
          false,
          connection -> {
            execute(connection, "BEGIN IMMEDIATE");
            var result = work.on(connection);
            execute(connection, "COMMIT");
            return result;
          });
    } catch (SQLException e) {
      throw ShopDatabaseException.of(e);
    }
  }

  static <T> List<T> rows(
      Connection connection, String sql, RowReader<T> reader, @Nullable Object... arguments)
      throws SQLException {
    try (var statement = prepare(connection, sql, arguments);
        var result = statement.executeQuery()) {
      var rows = new ArrayList<T>();
      while (result.next()) rows.add(reader.read(result));
      return rows;
    }
  }

  static int update(Connection connection, String sql, @Nullable Object... arguments)
      throws SQLException {
    try (var statement = prepare(connection, sql, arguments)) {
      return statement.executeUpdate();
    }
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static PreparedStatement prepare(
      Connection connection, String sql, @Nullable Object... arguments) throws SQLException {
    var statement = connection.prepareStatement(sql);
    for (var i = 0; i < arguments.length; i++) statement.setObject(i + 1, arguments[i]);
    return statement;
  }

  private <T> T with(boolean readOnly, Work<T> work) throws SQLException {
    var config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_MILLIS);
    config.setReadOnly(readOnly);
    try (var connection = config.createConnection("jdbc:sqlite:" + file)) {
      return work.on(connection);
    }
  }
}
