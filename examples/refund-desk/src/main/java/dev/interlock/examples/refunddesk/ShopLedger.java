package dev.interlock.examples.refunddesk;

import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.runtime.effect.Describe;
import dev.interlock.runtime.effect.SharedDatabase;
import dev.interlock.runtime.effect.Tool;
import dev.interlock.runtime.effect.methods.ToolFaultException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * The shop's orders, and its books with two sides: what is credited to a customer is debited to
 * refunds, so that all lines together are nothing. The tables lie beside the journal; a refund and
 * its outcome are one transaction.
 */
public final class ShopLedger implements SharedDatabase {
  private static final List<String> TABLES =
      List.of(
          """
          CREATE TABLE IF NOT EXISTS orders (
            account TEXT PRIMARY KEY, cents INTEGER, as_of TEXT, fault TEXT)
          """,
          "CREATE TABLE IF NOT EXISTS order_lines (account TEXT, sku TEXT, cents INTEGER)",
          """
          CREATE TABLE IF NOT EXISTS ledger (
            tool TEXT, account TEXT, side TEXT, amount INTEGER, process INTEGER, at INTEGER)
          """);

  private final DataSource source;

  /** Makes the tables, and two orders to begin with, if they are not there. */
  public ShopLedger(DataSource source) throws SQLException {
    this.source = source;
    try (var connection = source.getConnection();
        var statement = connection.createStatement()) {
      for (var table : TABLES) {
        var _ = statement.execute(table);
      }
    }
    open(source, "o-991", Fault.NONE);
    open(source, "quiet-992", Fault.NONE);
  }

  /** What is silently wrong with what the shop tells of an order. */
  public enum Fault {
    NONE,
    /** Half of the lines are missing. */
    LOST_LINES,
    /** It was copied from the real table a day ago. */
    STALE,
    /** The currency is written in another way. */
    RESHAPED
  }

  /** Which order is asked about. */
  public record OrderNumber(@Describe("as in o-991") String account) {}

  /** One article that was bought. */
  public record Line(String sku, int cents) {}

  /** What was bought. */
  public record Order(
      String account,
      int cents,
      String currency,
      List<Line> lines,
      int line_count,
      Instant as_of) {}

  /** What is to be paid back. */
  public record Refund(String account, int amount) {}

  /** What stands in the books. */
  public record Booked(String account, int amount) {}

  /** How much of an order has been paid back. */
  public record Refunded(String account, int cents) {}

  /** Takes an order, unless it is there. */
  public static void open(DataSource source, String account, Fault fault) throws SQLException {
    var asOf = fault == Fault.STALE ? Instant.now().minusSeconds(86_400) : Instant.now();
    try (var connection = source.getConnection();
        var order =
            connection.prepareStatement("INSERT OR IGNORE INTO orders VALUES (?, ?, ?, ?)");
        var line = connection.prepareStatement("INSERT INTO order_lines VALUES (?, ?, 250)")) {
      order.setString(1, account);
      order.setInt(2, 1000);
      order.setString(3, asOf.toString());
      order.setString(4, fault.name());
      if (order.executeUpdate() == 0) return;
      for (var sku : List.of("tea", "cup", "pot", "tray")) {
        line.setString(1, account);
        line.setString(2, sku);
        var _ = line.executeUpdate();
      }
    }
  }

  @Override
  public DataSource dataSource() {
    return source;
  }

  @Tool(name = "get_order", description = "Tells what was bought, and for how much")
  public Order order(OrderNumber number) throws SQLException {
    try (var connection = source.getConnection();
        var query = connection.prepareStatement("SELECT * FROM orders WHERE account = ?")) {
      query.setString(1, number.account());
      try (var rows = query.executeQuery()) {
        if (!rows.next()) {
          var what = "there is no order " + number.account();
          throw new ToolFaultException(ToolFault.NOT_FOUND, what, null);
        }
        var lines = lines(connection, number.account());
        var fault = Fault.valueOf(rows.getString("fault"));
        return new Order(
            number.account(),
            rows.getInt("cents"),
            fault == Fault.RESHAPED ? "euro" : "EUR",
            fault == Fault.LOST_LINES ? lines.subList(0, lines.size() / 2) : lines,
            lines.size(),
            Instant.parse(rows.getString("as_of")));
      }
    }
  }

  private static List<Line> lines(Connection connection, String account) throws SQLException {
    try (var query =
        connection.prepareStatement("SELECT sku, cents FROM order_lines WHERE account = ?")) {
      query.setString(1, account);
      try (var rows = query.executeQuery()) {
        var lines = new ArrayList<Line>();
        while (rows.next()) lines.add(new Line(rows.getString(1), rows.getInt(2)));
        return lines;
      }
    }
  }

  @Tool(name = "refunded", description = "Tells how much of an order has been paid back")
  public Refunded refunded(OrderNumber number) throws SQLException {
    try (var connection = source.getConnection();
        var query =
            connection.prepareStatement(
                "SELECT sum(amount) FROM ledger WHERE account = ? AND side = 'customer'")) {
      query.setString(1, number.account());
      try (var rows = query.executeQuery()) {
        return new Refunded(number.account(), rows.next() ? rows.getInt(1) : 0);
      }
    }
  }

  @Tool(name = "book_refund", description = "Books a refund, on both sides")
  public Booked bookRefund(Refund refund, Connection transaction) throws SQLException {
    return book("book_refund", refund.account(), refund.amount(), transaction);
  }

  @Tool(name = "reverse_refund", description = "Books a refund back, on both sides")
  public Booked reverseRefund(Refund refund, Connection transaction) throws SQLException {
    return book("reverse_refund", refund.account(), -refund.amount(), transaction);
  }

  private static Booked book(String tool, String account, int amount, Connection transaction)
      throws SQLException {
    try (var line = transaction.prepareStatement("INSERT INTO ledger VALUES (?, ?, ?, ?, ?, ?)")) {
      line.setString(1, tool);
      line.setString(2, account);
      line.setLong(5, ProcessHandle.current().pid());
      line.setLong(6, System.currentTimeMillis());
      line.setString(3, "customer");
      line.setInt(4, amount);
      var _ = line.executeUpdate();
      line.setString(3, "refunds");
      line.setInt(4, -amount);
      var _ = line.executeUpdate();
    }
    return new Booked(account, Math.abs(amount));
  }
}
