package dev.interlock.examples.incidentdesk.demo;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Reads what was really done to a shop: one line for each effect that was performed. */
final class EffectLog {
  private final Path shop;

  private EffectLog(Path shop) {
    this.shop = shop;
  }

  static EffectLog of(Path shop) {
    return new EffectLog(shop);
  }

  /** How often a tool took effect. */
  long performed(String tool) {
    return Long.parseLong(one("SELECT count(*) FROM effect_log WHERE tool = ?", tool));
  }

  /** The last effect of a tool, as it stands in the log. */
  String last(String tool) {
    return one(
        "SELECT 'key ' || key || ', by process ' || pid || ', at ' || at FROM effect_log"
            + " WHERE tool = ? ORDER BY id DESC LIMIT 1",
        tool);
  }

  /** How often the key of the last effect of a tool took effect. */
  long timesOfLastKey(String tool) {
    return Long.parseLong(
        one(
            "SELECT count(*) FROM effect_log WHERE key ="
                + " (SELECT key FROM effect_log WHERE tool = ? ORDER BY id DESC LIMIT 1)",
            tool));
  }

  private String one(String sql, String tool) {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + shop);
        var statement = connection.prepareStatement(sql)) {
      statement.setString(1, tool);
      try (var rows = statement.executeQuery()) {
        return rows.next() ? rows.getString(1) : "nothing";
      }
    } catch (SQLException unreadable) {
      throw new IllegalStateException("cannot read " + shop, unreadable);
    }
  }
}
