package dev.interlock.examples.incidentdesk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.examples.incidentdesk.tools.DayWindow;
import dev.interlock.examples.incidentdesk.tools.LogQuestion;
import dev.interlock.examples.incidentdesk.tools.PaymentsQuestion;
import dev.interlock.examples.incidentdesk.tools.PaymentsQuestion.By;
import dev.interlock.examples.incidentdesk.tools.SqlQuestion;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One sequence of tool calls leads to the truth on every seed, with every culprit. */
class DiagnosisTest {
  private static final int SEEDS = 24;

  /** The service that names most of the day's unpaid orders, and what was deployed before. */
  private static final String SUSPECT =
      """
      WITH named AS (
        SELECT l.service, min(l.at) AS first_at, count(*) AS unpaid_orders
        FROM service_logs l JOIN orders o ON l.message LIKE '%order=' || o.id || '%'
        WHERE substr(l.at, 1, 10) = 'YESTERDAY' AND substr(o.placed_at, 1, 10) = 'YESTERDAY'
          AND l.level <> 'INFO' AND NOT EXISTS (SELECT 1 FROM payments p
            WHERE p.order_id = o.id AND p.status = 'captured' AND p.usd_cents > 0)
        GROUP BY l.service)
      SELECT service, first_at, unpaid_orders,
        (SELECT d.version FROM deployments d WHERE d.service = named.service
          AND d.at <= first_at ORDER BY d.at DESC LIMIT 1) AS version
      FROM named ORDER BY unpaid_orders DESC LIMIT 3\
      """;

  @TempDir Path directory;

  @Test
  void one_sequence_of_calls_finds_every_culprit() {
    var found = new HashSet<String>();
    for (var seed = 1_000L; seed < 1_000 + SEEDS; seed++) {
      var file = Shops.generate(directory, seed);
      var truth = GroundTruth.of(file);
      assertDiagnosis(new ShopTools(file), truth);
      found.add(truth.culprit().service());
    }
    assertThat(found).hasSize(5);
  }

  private static void assertDiagnosis(ShopTools tools, GroundTruth truth) {
    var day = LocalDate.parse(truth.day());
    var month = new DayWindow(day.minusDays(28).toString(), truth.day());

    var revenue =
        tools.revenueByDay(month).days().stream().map(d -> d.captured_usd().doubleValue()).toList();
    var orders = tools.ordersByDay(month).days().stream().map(d -> (double) d.orders()).toList();
    var sessions =
        tools.sessionsByDay(month).days().stream().map(d -> (double) d.sessions()).toList();
    assertThat(fall(revenue)).isBetween(0.25, 0.55);
    assertThat(fall(orders)).isBetween(-0.05, 0.05);
    assertThat(fall(sessions)).isGreaterThan(0.2);

    var missing = missing(tools, day);
    var usual = IntStream.rangeClosed(1, 4).mapToDouble(w -> missing(tools, day.minusWeeks(w)));
    var lost = expected(revenue) - revenue.getLast();
    assertThat((missing - usual.average().orElseThrow()) / lost).isBetween(0.85, 1.15);

    var suspect =
        tools
            .readQuery(new SqlQuestion(SUSPECT.replace("YESTERDAY", truth.day())))
            .rows()
            .getFirst();
    var service = suspect.texts().get(0);
    assertThat(service).isEqualTo(truth.culprit().service());
    assertThat(suspect.texts().get(2)).isEqualTo(truth.culprit().version());
    var question = new LogQuestion(service, truth.day(), LogQuestion.Level.WARN, 10);
    assertThat(suspect.numbers().getFirst().longValue())
        .isEqualTo(truth.culprit().orders())
        .isLessThanOrEqualTo(tools.serviceLogs(question).matching());
    assertThat(tools.deployments(new DayWindow(truth.day(), truth.day())).deployments())
        .anyMatch(d -> d.service().equals(service) && d.version().equals(suspect.texts().get(2)))
        .as("others to choose from")
        .hasSizeGreaterThanOrEqualTo(4);
  }

  private static double missing(ShopTools tools, LocalDate day) {
    var groups = tools.paymentsByStatus(new PaymentsQuestion(day.toString(), By.status)).groups();
    return groups.getFirst().missing_usd().doubleValue();
  }

  /** Mean of the same weekday in the four weeks before the last of 29 days. */
  private static double expected(List<Double> days) {
    return (days.get(0) + days.get(7) + days.get(14) + days.get(21)) / 4;
  }

  private static double fall(List<Double> days) {
    return 1 - days.getLast() / expected(days);
  }
}
