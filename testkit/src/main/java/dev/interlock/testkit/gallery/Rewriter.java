package dev.interlock.testkit.gallery;

import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.value.Digest;
import dev.interlock.runtime.journal.HashChain;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Somebody who may write the store's file: changes a journal, and mends what tells of it. */
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

  /**
   * Puts other words in the place of some, in every entry of the only run, and works out all hashes
   * anew, as if it had always been so.
   *
   * @throws IllegalStateException if the file cannot be changed, or no entry has the words
   */
  static void swap(Path data, Map<String, String> words) {
    try (var database = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("interlock.db"));
        var change = database.createStatement()) {
      var hash = Digest.NONE;
      var swapped = false;
      for (var row : rows(database)) {
        var body = row.body();
        for (var word : words.entrySet()) body = body.replace(word.getKey(), word.getValue());
        swapped |= !body.equals(row.body());
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        hash = HashChain.hash(hash, row.run(), row.sequence(), row.at(), row.type(), bytes);
        update(database, row, bytes, hash);
      }
      if (!swapped) throw new IllegalStateException("no entry has " + words.keySet());
      change.executeUpdate(
          "UPDATE runs SET hash = (SELECT hash FROM entries ORDER BY place DESC LIMIT 1)");
      change.executeUpdate("DELETE FROM snapshots");
    } catch (SQLException failure) {
      throw new IllegalStateException("the journal could not be rewritten", failure);
    }
  }

  /** One entry as it lies there. */
  private record Row(long place, RunId run, long sequence, Instant at, String type, String body) {}

  private static List<Row> rows(Connection database) throws SQLException {
    var rows = new ArrayList<Row>();
    try (var read = database.createStatement();
        var found =
            read.executeQuery(
                "SELECT place, run, place & 4294967295, at, type, CAST(body AS TEXT) FROM entries,"
                    + " runs ORDER BY place")) {
      while (found.next()) {
        rows.add(
            new Row(
                found.getLong(1),
                new RunId(found.getString(2)),
                found.getLong(3),
                Instant.EPOCH.plus(found.getLong(4), ChronoUnit.MICROS),
                found.getString(5),
                found.getString(6)));
      }
    }
    return rows;
  }

  private static void update(Connection database, Row row, byte[] body, Digest hash)
      throws SQLException {
    try (var update =
        database.prepareStatement("UPDATE entries SET body = ?, hash = ? WHERE place = ?")) {
      update.setBytes(1, body);
      update.setBytes(2, HexFormat.of().parseHex(hash.hex()));
      update.setLong(3, row.place());
      update.executeUpdate();
    }
  }
}
