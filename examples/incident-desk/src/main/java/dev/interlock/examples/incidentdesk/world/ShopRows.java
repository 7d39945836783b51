package dev.interlock.examples.incidentdesk.world;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows into a new database, in one transaction.
 *
 * <p>Without journal and without flush: a file that was not committed is to be thrown away. One
 * thread only.
 */
final class ShopRows implements AutoCloseable {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'", Locale.ROOT);
  private static final List<String> TABLES =
      List.of(
          """
          CREATE TABLE orders (id INTEGER PRIMARY KEY, placed_at TEXT NOT NULL,
            channel TEXT NOT NULL, device TEXT NOT NULL, currency TEXT NOT NULL,
            local_cents INTEGER NOT NULL, usd_cents INTEGER NOT NULL)\
          """,
          """
          CREATE TABLE payments (id INTEGER PRIMARY KEY, order_id INTEGER NOT NULL
            REFERENCES orders, at TEXT NOT NULL, status TEXT NOT NULL, scheme TEXT NOT NULL,
            currency TEXT NOT NULL, local_cents INTEGER NOT NULL, usd_cents INTEGER NOT NULL,
            reason TEXT)\
          """,
          """
          CREATE TABLE sessions (at TEXT NOT NULL, channel TEXT NOT NULL, device TEXT NOT NULL,
            sessions INTEGER NOT NULL, PRIMARY KEY (at, channel, device)) WITHOUT ROWID\
          """,
          """
          CREATE TABLE deployments (id INTEGER PRIMARY KEY, at TEXT NOT NULL,
            service TEXT NOT NULL, version TEXT NOT NULL, author TEXT NOT NULL,
            summary TEXT NOT NULL)\
          """,
          """
          CREATE TABLE service_logs (id INTEGER PRIMARY KEY, at TEXT NOT NULL,
            service TEXT NOT NULL, level TEXT NOT NULL, message TEXT NOT NULL)\
          """);
  private static final List<String> INDEXES =
      List.of(
          "CREATE INDEX orders_placed ON orders (placed_at)",
          "CREATE INDEX payments_order ON payments (order_id)",
          "CREATE INDEX payments_at ON payments (at, status, usd_cents)",
          "CREATE INDEX service_logs_at ON service_logs (at)");

  private final Connection connection;
  private final List<PreparedStatement> inserts = new ArrayList<>();
  private final PreparedStatement orders;
  private final PreparedStatement payments;
  private final PreparedStatement sessions;
  private final PreparedStatement deployments;
  private final PreparedStatement lines;

  ShopRows(Path file) {
    try {
      connection = DriverManager.getConnection("jdbc:sqlite:" + file.toAbsolutePath());
      execute(List.of("PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF"));
      connection.setAutoCommit(false);
      execute(TABLES);
      orders = insert("orders VALUES (?,?,?,?,?,?,?)");
      payments = insert("payments VALUES (NULL,?,?,?,?,?,?,?,?)");
      sessions = insert("sessions VALUES (?,?,?,?)");
      deployments = insert("deployments VALUES (NULL,?,?,?,?,?)");
      lines = insert("service_logs VALUES (NULL,?,?,?,?)");
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  void add(TradingDay day) {
    for (var order : day.orders()) {
      var visit = order.visit();
      var money = order.money();
      put(
          orders,
          order.id(),
          time(order.at()),
          visit.channel(),
          visit.device(),
          money.currency(),
          money.localCents(),
          money.usdCents());
    }
    day.payments().forEach(this::add);
    day.lines().forEach(this::add);
  }

  private void add(Payment payment) {
    var money = payment.money();
    put(
        payments,
        payment.order().id(),
        time(payment.at()),
        payment.status().name().toLowerCase(Locale.ROOT),
        payment.order().scheme(),
        money.currency(),
        money.localCents(),
        money.usdCents(),
        payment.reason());
  }

  void add(SessionCount count) {
    var visit = count.visit();
    put(sessions, time(count.at()), visit.channel(), visit.device(), count.sessions());
  }

  void add(Deployment deployment) {
    put(
        deployments,
        time(deployment.at()),
        deployment.service(),
        deployment.version(),
        deployment.author(),
        deployment.summary());
  }

  void add(LogLine line) {
    put(lines, time(line.at()), line.service(), line.level().name(), line.message());
  }

  void commit() {
    try {
      for (var insert : inserts) insert.executeBatch();
      execute(INDEXES);
      connection.commit();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private static String time(LocalDateTime at) {
    return TIME.format(at);
  }

  private PreparedStatement insert(String intoValues) throws SQLException {
    var statement = connection.prepareStatement("INSERT INTO " + intoValues);
    inserts.add(statement);
    return statement;
  }

  private void execute(List<String> statements) throws SQLException {
    try (var statement = connection.createStatement()) {
      for (var sql : statements) statement.execute(sql);
    }
  }

  private static void put(PreparedStatement insert, @Nullable Object... values) {
    try {
      for (var i = 0; i < values.length; i++) insert.setObject(i + 1, values[i]);
      insert.addBatch();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private static IllegalStateException failed(SQLException e) {
    return new IllegalStateException("the shop was not written: " + e.getMessage(), e);
  }
}
