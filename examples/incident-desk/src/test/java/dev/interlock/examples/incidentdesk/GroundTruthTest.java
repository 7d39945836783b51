package dev.interlock.examples.incidentdesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.examples.incidentdesk.tools.DayWindow;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroundTruthTest {
  @TempDir Path directory;
  private Path file = Path.of("");

  @BeforeEach
  void generate() {
    file = Shops.generate(directory, 7);
  }

  @Test
  void expected_is_the_mean_of_the_same_weekday_in_the_four_weeks_before() {
    var truth = GroundTruth.of(file);
    var day = LocalDate.parse(truth.day());
    var window = new DayWindow(day.minusDays(28).toString(), day.toString());
    var days = new ShopTools(file).revenueByDay(window).days();
    var sum = BigDecimal.ZERO;
    for (var i = 0; i < 28; i += 7) sum = sum.add(days.get(i).captured_usd());
    var mean = sum.divide(BigDecimal.valueOf(4), 2, RoundingMode.HALF_UP);
    assertThat(truth.loss().expected()).isEqualByComparingTo(mean);
    assertThat(truth.loss().captured()).isEqualByComparingTo(days.get(28).captured_usd());
    assertThat(truth.loss().lost())
        .isEqualByComparingTo(mean.subtract(days.get(28).captured_usd()));
  }

  @Test
  void truth_follows_the_rows_not_the_seed() throws SQLException {
    var before = GroundTruth.of(file);
    change(
        "UPDATE deployments SET version = '0.0.1-moved' WHERE service = '%s'"
            .formatted(before.culprit().service()));
    change("UPDATE service_logs SET service = 'search-api' WHERE message LIKE '%order=%'");
    assertThat(GroundTruth.of(file).culprit().service()).isEqualTo("search-api");
  }

  @Test
  void the_truth_of_a_day_without_fault_is_refused() throws SQLException {
    change("DELETE FROM service_logs WHERE level <> 'INFO'");
    assertThatThrownBy(() -> GroundTruth.of(file))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("names an unpaid order");
  }

  private void change(String sql) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(sql)).isPositive();
    }
  }
}
