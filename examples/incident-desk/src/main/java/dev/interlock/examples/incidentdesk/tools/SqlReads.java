package dev.interlock.examples.incidentdesk.tools;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteLimits;

/**
 * Runs a caller's own SELECT, within limits.
 *
 * <p>What this guarantees: nothing is written, whatever the text says, for the connection is
 * read-only; a result has at most 50 rows of 20 columns; a query is stopped at its time limit. What
 * it does not: that the columns mean what the caller thinks.
 */
public final class SqlReads {
  private static final int ROWS_MAX = 50;
  private static final int COLUMNS_MAX = 20;
  private static final int TEXT_CHARACTERS_MAX = 200;
  private static final int SQL_CHARACTERS_MAX = 4_000;
  private static final int VALUE_BYTES_MAX = 1_000_000;
  private static final int STEPS_BETWEEN_LOOKS = 10_000;

  private final ShopDatabase database;
  private final Duration timeout;

  /**
   * Prepares to read.
   *
   * @param timeout how long one query may run
   */
  public SqlReads(ShopDatabase database, Duration timeout) {
    this.database = database;
    this.timeout = timeout;
  }

  /**
   * Returns the first rows of a SELECT.
   *
   * @throws IllegalArgumentException if the text is not one SELECT; it was not run
   * @throws ShopDatabaseException with the database's own words, or that the time was up
   */
  public SqlRows query(SqlQuestion question) {
    var sql = oneSelect(question.sql());
    return database.read(connection -> limited(connection, sql));
  }

  private static String oneSelect(String text) {
    Checks.text("sql", text, SQL_CHARACTERS_MAX);
    var sql = text.strip();
    while (sql.endsWith(";")) sql = sql.substring(0, sql.length() - 1).stripTrailing();
    var lower = sql.toLowerCase(Locale.ROOT);
    if (!lower.startsWith("select") && !lower.startsWith("with")) {
      throw new IllegalArgumentException("sql: expected one SELECT, got '" + firstWord(sql) + "'");
    }
    // Literals and comments may hold a semicolon, so that this refuses a little too much.
    if (sql.indexOf(';') >= 0) {
      throw new IllegalArgumentException("sql: expected one SELECT, got a ';' inside the text");
    }
    return sql;
  }

  private static String firstWord(String sql) {
    return sql.split("\\W", 2)[0];
  }

  private SqlRows limited(Connection connection, String sql) throws SQLException {
    var deadline = System.nanoTime() + timeout.toNanos();
    ((SQLiteConnection) connection).setLimit(SQLiteLimits.SQLITE_LIMIT_LENGTH, VALUE_BYTES_MAX);
    ProgressHandler.setHandler(
        connection,
        STEPS_BETWEEN_LOOKS,
        new ProgressHandler() {
          @Override
          protected int progress() {
            return System.nanoTime() - deadline > 0 ? 1 : 0;
          }
        });
    try (var statement = connection.prepareStatement(sql);
        var result = statement.executeQuery()) {
      return rows(result);
    } catch (SQLException e) {
      if (System.nanoTime() - deadline <= 0) throw e;
      throw new ShopDatabaseException(
          "stopped after " + timeout.toMillis() + " ms; ask for fewer rows or a shorter time", e);
    }
  }

  private static SqlRows rows(ResultSet result) throws SQLException {
    var columns = result.getMetaData().getColumnCount();
    if (columns > COLUMNS_MAX) {
      throw new IllegalArgumentException(
          "sql: expected at most %d columns, got %d".formatted(COLUMNS_MAX, columns));
    }
    var names = new ArrayList<String>();
    for (var i = 1; i <= columns; i++) names.add(result.getMetaData().getColumnLabel(i));
    var cells = new ArrayList<List<Object>>();
    var more = false;
    while (result.next()) {
      if (cells.size() == ROWS_MAX) {
        more = true;
        break;
      }
      var row = new ArrayList<Object>();
      for (var i = 1; i <= columns; i++) row.add(cell(result.getObject(i)));
      cells.add(row);
    }
    return split(names, cells, more);
  }

  private static Object cell(@Nullable Object value) {
    return switch (value) {
      case Integer number -> BigDecimal.valueOf(number);
      case Long number -> BigDecimal.valueOf(number);
      case Double number when Double.isFinite(number) -> BigDecimal.valueOf(number);
      case byte[] bytes -> bytes.length + " bytes";
      case null -> "null";
      default -> cut(String.valueOf(value));
    };
  }

  private static String cut(String text) {
    if (text.length() <= TEXT_CHARACTERS_MAX) return text;
    return text.substring(0, TEXT_CHARACTERS_MAX) + "…";
  }

  private static SqlRows split(List<String> names, List<List<Object>> cells, boolean more) {
    var texts = new ArrayList<Integer>();
    var numbers = new ArrayList<Integer>();
    for (var i = 0; i < names.size(); i++) {
      var column = i;
      var numeric = cells.stream().allMatch(row -> row.get(column) instanceof BigDecimal);
      (numeric ? numbers : texts).add(i);
    }
    var rows = new ArrayList<SqlRows.Row>();
    for (var row : cells) {
      rows.add(
          new SqlRows.Row(
              texts.stream().map(i -> row.get(i)).map(SqlReads::plain).toList(),
              numbers.stream().map(i -> (BigDecimal) row.get(i)).toList()));
    }
    return new SqlRows(
        texts.stream().map(names::get).toList(),
        numbers.stream().map(names::get).toList(),
        rows,
        more);
  }

  private static String plain(Object cell) {
    return cell instanceof BigDecimal number ? number.toPlainString() : cell.toString();
  }
}
