package dev.interlock.examples.incidentdesk;

import dev.interlock.examples.incidentdesk.tools.ShopDatabase;
import dev.interlock.examples.incidentdesk.world.ShopGenerator;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Shops for tests. */
final class Shops {
  static final List<String> TABLES =
      List.of("orders", "payments", "sessions", "deployments", "service_logs");

  private Shops() {}

  static Path generate(Path directory, long seed) {
    var file = directory.resolve("shop-" + seed + ".db");
    new ShopGenerator(seed).fill(file);
    return file;
  }

  /** Returns the SHA-256 of every row of the generated tables, in a fixed order. */
  static String digest(Path file) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var table : TABLES) {
        digest.update(table.getBytes(StandardCharsets.UTF_8));
        for (var line : lines(file, table)) digest.update(line.getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }

  static long count(Path file, String table) {
    var sql = "SELECT count(*) FROM " + table;
    return new ShopDatabase(file).rows(sql, row -> row.getLong(1)).getFirst();
  }

  private static List<String> lines(Path file, String table) {
    return new ShopDatabase(file)
        .rows(
            "SELECT * FROM " + table + " ORDER BY 1, 2, 3",
            row -> {
              var line = new StringBuilder();
              for (var i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                line.append(row.getString(i)).append('\u001f');
              }
              return line.append('\n').toString();
            });
  }
}
