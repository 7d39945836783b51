package dev.interlock.adapters.sql;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;

/**
 * One connection and the statements prepared on it. Not thread-safe: who holds it uses it alone.
 *
 * <p>Statements are kept for ever, so their texts must be few: values go in as parameters.
 */
final class Session implements AutoCloseable {
  /** How long SQLite waits for another process that writes. */
  private static final int BUSY_MILLIS_MAX = 10_000;

  private final SQLiteConnection connection;
  private final Map<String, PreparedStatement> statements = new HashMap<>();

  private Session(SQLiteConnection connection) {
    this.connection = connection;
  }

  static Session open(Path file) throws SQLException {
    // As a URI, in which no character of a path has a meaning of its own.
    var connection = JDBC.createConnection("jdbc:sqlite:" + file.toUri(), new Properties());
    // Transactions are begun and committed here in so many words. The driver need not try to begin
    // and commit one around each statement, which it does within one too.
    connection.getConnectionConfig().setAutoCommit(false);
    // Nobody asks for generated keys. The driver would run a query for them after each insert.
    connection.getConnectionConfig().setGetGeneratedKeys(false);
    var session = new Session(connection);
    session.set("busy_timeout=" + BUSY_MILLIS_MAX);
    session.set("foreign_keys=ON");
    return session;
  }

  /** Opens a connection of somebody else's, which commits each statement unless told otherwise. */
  static Connection ordinary(Path file) throws SQLException {
    var config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_MILLIS_MAX);
    config.enforceForeignKeys(true);
    return config.createConnection("jdbc:sqlite:" + file.toUri());
  }

  /** The connection itself, for {@link JoinedConnection}, which guards it. */
  SQLiteConnection connection() {
    return connection;
  }

  /**
   * Begins a deed within the transaction. A row that is written before its savepoint tells whether
   * the transaction still is what it was.
   */
  void beginDeed() throws SQLException {
    execute("CREATE TEMP TABLE IF NOT EXISTS interlock_deed (begun INTEGER)");
    change("INSERT INTO temp.interlock_deed VALUES (1)");
    execute("SAVEPOINT interlock_deed");
    connection.getConnectionConfig().setGetGeneratedKeys(true);
  }

  /** Whether the transaction in which the deed was begun still is. */
  boolean isInDeed() throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT 1 FROM temp.interlock_deed")) {
      return rows.next();
    } catch (SQLException gone) {
      return false; // the table was made in the transaction that is gone
    }
  }

  void rollBackDeed() throws SQLException {
    execute("ROLLBACK TO interlock_deed");
  }

  /** Keeps what is left of the deed. */
  void endDeed() throws SQLException {
    connection.getConnectionConfig().setGetGeneratedKeys(false);
    execute("RELEASE interlock_deed");
    change("DELETE FROM temp.interlock_deed");
  }

  /**
   * Whether a deferred foreign key would make the commit of the whole group fail. Costs nothing
   * where no table has one.
   */
  boolean breaksForeignKeys() throws SQLException {
    var deferred =
        first(
            "SELECT 1 FROM sqlite_schema WHERE sql LIKE '%INITIALLY%DEFERRED%' LIMIT 1",
            rows -> rows.getInt(1));
    return deferred.isPresent()
        && first("PRAGMA foreign_key_check", rows -> rows.getString(1)).isPresent();
  }

  /** Breaks off the statement that is running, from any thread; SQLite rolls back what it is in. */
  void interrupt() throws SQLException {
    connection.getDatabase().interrupt();
  }

  /** Executes one statement that nobody repeats. */
  void execute(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      var _ = statement.execute(sql);
    }
  }

  /** Sets a pragma, as in {@code foreign_keys=ON}. SQLite says nothing if it does not know it. */
  void set(String pragma) throws SQLException {
    execute("PRAGMA " + pragma);
  }

  /** Returns what a pragma is set to. */
  String ask(String pragma) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("PRAGMA " + pragma)) {
      return rows.getString(1);
    }
  }

  /** Changes rows, however many. */
  void change(String sql, @Nullable Object... values) throws SQLException {
    var _ = changed(sql, values);
  }

  /** Changes rows and returns how many they were. */
  int changed(String sql, @Nullable Object... values) throws SQLException {
    return prepared(sql, values).executeUpdate();
  }

  <T> List<T> all(String sql, Reading<T> reading, @Nullable Object... values) throws SQLException {
    try (var rows = prepared(sql, values).executeQuery()) {
      var all = new ArrayList<T>();
      while (rows.next()) all.add(reading.of(rows));
      return all;
    }
  }

  <T> Optional<T> first(String sql, Reading<T> reading, @Nullable Object... values)
      throws SQLException {
    try (var rows = prepared(sql, values).executeQuery()) {
      return rows.next() ? Optional.of(reading.of(rows)) : Optional.empty();
    }
  }

  private PreparedStatement prepared(String sql, @Nullable Object... values) throws SQLException {
    var statement = statements.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      statements.put(sql, statement);
    }
    for (var i = 0; i < values.length; i++) bind(statement, i + 1, values[i]);
    return statement;
  }

  private static void bind(PreparedStatement statement, int index, @Nullable Object value)
      throws SQLException {
    switch (value) {
      case null -> statement.setObject(index, null);
      case Long number -> statement.setLong(index, number);
      case Integer number -> statement.setInt(index, number);
      case Boolean flag -> statement.setInt(index, flag ? 1 : 0);
      case String text -> statement.setString(index, text);
      case byte[] bytes -> statement.setBytes(index, bytes);
      default -> throw new IllegalArgumentException("no column holds a " + value.getClass());
    }
  }

  @Override
  public void close() throws SQLException {
    for (var statement : statements.values()) statement.close();
    connection.close();
  }

  /** Makes a value of the row on which {@code rows} stands. */
  @FunctionalInterface
  interface Reading<T> {
    T of(ResultSet rows) throws SQLException;
  }
}
