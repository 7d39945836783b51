package dev.interlock.examples.incidentdesk.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.examples.incidentdesk.world.ShopGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlReadsTest {
  private static final String ENDLESS =
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n";

  @TempDir Path directory;

  @Test
  void an_endless_query_is_stopped_at_its_time_limit() {
    var reads = new SqlReads(shop(), Duration.ofMillis(200));
    var before = System.nanoTime();
    assertThatThrownBy(() -> reads.query(new SqlQuestion(ENDLESS)))
        .isInstanceOf(ShopDatabaseException.class)
        .hasMessageStartingWith("stopped after 200 ms");
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void a_huge_value_is_refused() {
    var reads = new SqlReads(shop(), Duration.ofSeconds(2));
    assertThatThrownBy(() -> reads.query(new SqlQuestion("SELECT hex(zeroblob(900000000))")))
        .isInstanceOf(ShopDatabaseException.class)
        .hasMessageContaining("too big");
  }

  /** A copy of the file and its journal in mid-transaction is what a killed writer leaves. */
  @Test
  void a_read_undoes_what_a_killed_writer_left() throws SQLException, IOException {
    var shop = shop();
    var left = directory.resolve("left.db");
    try (var writer = DriverManager.getConnection("jdbc:sqlite:" + shop.file());
        var statement = writer.createStatement()) {
      statement.execute("PRAGMA cache_size = 1");
      statement.execute("BEGIN IMMEDIATE");
      assertThat(statement.executeUpdate("UPDATE orders SET usd_cents = 0")).isPositive();
      Files.copy(shop.file(), left);
      Files.copy(
          Path.of(shop.file() + "-journal"),
          Path.of(left + "-journal"),
          StandardCopyOption.REPLACE_EXISTING);
      statement.execute("ROLLBACK");
    }
    var reads = new SqlReads(new ShopDatabase(left), Duration.ofSeconds(2));
    var zeros = reads.query(new SqlQuestion("SELECT count(*) FROM orders WHERE usd_cents = 0"));
    assertThat(zeros.rows().getFirst().numbers().getFirst()).isZero();
  }

  private ShopDatabase shop() {
    var file = directory.resolve("shop.db");
    new ShopGenerator(7).fill(file);
    return new ShopDatabase(file);
  }
}
