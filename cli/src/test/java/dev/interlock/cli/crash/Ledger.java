package dev.interlock.cli.crash;

import dev.interlock.examples.refunddesk.ShopLedger;
import dev.interlock.examples.refunddesk.ShopLedger.Fault;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/** The books of the refund desk, as they lie beside the journal. */
final class Ledger {
  private Ledger() {}

  /** Has the shop take an order. */
  static void order(DataSource store, String account) {
    try {
      var _ = new ShopLedger(store);
      ShopLedger.open(store, account, Fault.NONE);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** Returns what was booked for customers: one line for each deed. */
  static List<EffectLines.Line> lines(DataSource store) {
    try (var connection = store.getConnection();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT tool, account, process, at FROM ledger WHERE side = 'customer'")) {
      var lines = new ArrayList<EffectLines.Line>();
      while (rows.next()) {
        lines.add(
            new EffectLines.Line(
                "-",
                rows.getString(1),
                rows.getString(2),
                rows.getLong(3),
                Instant.ofEpochMilli(rows.getLong(4))));
      }
      return lines;
    } catch (SQLException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  /**
   * Returns what stands to the credit of each customer; under the empty name, what all lines sum
   * to.
   */
  static Map<String, Integer> balances(DataSource store) {
    var query =
        """
        SELECT account, sum(amount) FROM ledger WHERE side = 'customer' GROUP BY account
        UNION ALL SELECT '', coalesce(sum(amount), 0) FROM ledger
        """;
    try (var connection = store.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      var balances = new TreeMap<String, Integer>();
      while (rows.next()) balances.put(rows.getString(1), rows.getInt(2));
      return balances;
    } catch (SQLException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }
}
