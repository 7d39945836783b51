package dev.interlock.testkit.gallery;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Somebody who may write the store's file: cuts the end off a journal, and mends the head. */
final class Rewriter {
  private Rewriter() {}

  /**
   * Removes the last entry of the only run, as if it had never been.
   *
   * @throws IllegalStateException if the file cannot be changed
   */
  static void cutLast(Path data) {
    var file = "jdbc:sqlite:" + data.resolve("interlock.db");
    try (var database = DriverManager.getConnection(file);
        var change = database.createStatement()) {
      change.executeUpdate("DELETE FROM entries WHERE place = (SELECT max(place) FROM entries)");
      change.executeUpdate(
          "UPDATE runs SET sequence = sequence - 1,"
              + " hash = (SELECT hash FROM entries ORDER BY place DESC LIMIT 1)");
      change.executeUpdate("DELETE FROM snapshots");
    } catch (SQLException failure) {
      throw new IllegalStateException("the journal could not be rewritten", failure);
    }
  }
}
