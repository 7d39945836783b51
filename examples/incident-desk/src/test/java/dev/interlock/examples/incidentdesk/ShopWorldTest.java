package dev.interlock.examples.incidentdesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.examples.incidentdesk.tools.ShopDatabase;
import dev.interlock.examples.incidentdesk.world.ShopGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The generator's promises, read back from the file by the truth's SQL. */
class ShopWorldTest {
  private static final int SEEDS = 24;

  @TempDir Path directory;

  @Test
  void whole_years_tell_the_story() {
    for (var seed = 0L; seed < SEEDS; seed++) {
      Story.assertTold(seed, GroundTruth.of(Shops.generate(directory, seed)));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {7, 8, 9, 10, 11, 12})
  void a_restart_of_the_culprit_mended_nothing(long seed) {
    var file = Shops.generate(directory, seed);
    var culprit = GroundTruth.of(file).culprit();
    var broken =
        new ShopDatabase(file)
            .rows(
                """
                SELECT count(*) FROM service_logs WHERE service = ? AND level <> 'INFO'
                AND message LIKE '%order=%' AND at > (SELECT max(at) FROM service_logs
                  WHERE service = ? AND message LIKE 'restarted by on-call, version ' || ? || '%')\
                """,
                row -> row.getLong(1), culprit.service(), culprit.service(), culprit.version());
    assertThat(broken.getFirst()).isGreaterThanOrEqualTo(3);
  }

  @Test
  void the_same_seed_gives_the_same_rows_and_another_seed_other_rows() throws IOException {
    var first = Shops.digest(Shops.generate(directory, 7));
    var again = Shops.digest(Shops.generate(Files.createDirectory(directory.resolve("b")), 7));
    var other = Shops.digest(Shops.generate(directory, 8));
    assertThat(again).isEqualTo(first);
    assertThat(other).isNotEqualTo(first);
  }

  @Test
  void a_year_has_forty_to_eighty_thousand_rows_and_takes_under_three_seconds() {
    var before = System.nanoTime();
    var file = Shops.generate(directory, 7);
    var took = Duration.ofNanos(System.nanoTime() - before);
    var rows = Shops.TABLES.stream().mapToLong(table -> Shops.count(file, table)).sum();
    assertThat(rows).isBetween(40_000L, 80_000L);
    assertThat(took).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  void the_end_date_can_be_given_and_nothing_is_dated_after_it() {
    var file = directory.resolve("shop.db");
    new ShopGenerator(7, LocalDate.of(2030, 5, 6)).fill(file);
    assertThat(GroundTruth.of(file).day()).isEqualTo("2030-05-05");
    var ends =
        Map.of(
            "orders", "placed_at",
            "payments", "at",
            "sessions", "at",
            "deployments", "at",
            "service_logs", "at");
    ends.forEach((table, at) -> {
      var sql = "SELECT min(%s) || ' ' || max(%s) FROM %s".formatted(at, at, table);
      var span = new ShopDatabase(file).rows(sql, row -> row.getString(1)).getFirst();
      assertThat(span.substring(0, 10)).as(table).isGreaterThanOrEqualTo("2029-05-06");
      assertThat(span.substring(21)).as(table).startsWith("2030-05-05");
    });
  }

  @Test
  void an_existing_file_is_left_as_it_was() throws IOException {
    var file = directory.resolve("shop.db");
    Files.writeString(file, "mine");
    assertThatThrownBy(() -> new ShopGenerator(7).fill(file))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("exists already");
    assertThat(file).hasContent("mine");
  }

  @Test
  void today_is_the_day_after_the_incident() {
    var generator = new ShopGenerator(7);
    var file = Shops.generate(directory, 7);
    assertThat(GroundTruth.of(file).day()).isEqualTo(generator.today().minusDays(1).toString());
  }
}
