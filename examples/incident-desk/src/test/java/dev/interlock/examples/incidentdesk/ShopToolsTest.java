package dev.interlock.examples.incidentdesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.examples.incidentdesk.tools.DayWindow;
import dev.interlock.examples.incidentdesk.tools.LogQuestion;
import dev.interlock.examples.incidentdesk.tools.PaymentsByStatus;
import dev.interlock.examples.incidentdesk.tools.PaymentsQuestion;
import dev.interlock.examples.incidentdesk.tools.PaymentsQuestion.By;
import dev.interlock.examples.incidentdesk.tools.ShopDatabaseException;
import dev.interlock.examples.incidentdesk.tools.SqlQuestion;
import dev.interlock.runtime.effect.Describe;
import dev.interlock.runtime.effect.Tool;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The reads, on one real shop. */
@TestInstance(Lifecycle.PER_CLASS)
class ShopToolsTest {
  private Path file = Path.of("");
  private String day = "";

  @BeforeAll
  void generate(@TempDir Path directory) {
    file = Shops.generate(directory, 7);
    day = GroundTruth.of(file).day();
  }

  private ShopTools tools() {
    return new ShopTools(file);
  }

  private DayWindow last(int days) {
    return new DayWindow(LocalDate.parse(day).minusDays(days - 1).toString(), day);
  }

  @Test
  void nine_tools_are_named_and_described_and_take_and_give_one_record() {
    var methods =
        Arrays.stream(ShopTools.class.getDeclaredMethods())
            .filter(method -> method.isAnnotationPresent(Tool.class))
            .toList();
    assertThat(methods)
        .extracting(method -> method.getAnnotation(Tool.class).name())
        .containsExactlyInAnyOrder(
            "revenue_by_day",
            "sessions_by_day",
            "orders_by_day",
            "payments_by_status",
            "deployments",
            "service_logs",
            "read_query",
            "restart_service",
            "open_incident");
    assertThat(methods)
        .allSatisfy(method -> {
          assertThat(method.getAnnotation(Tool.class).description()).isNotBlank();
          assertThat(method.getReturnType().isRecord()).isTrue();
          assertThat(method.getParameterTypes()).hasSize(1);
          var components = method.getParameterTypes()[0].getRecordComponents();
          assertThat(components)
              .filteredOn(component -> !component.getType().isEnum())
              .allMatch(component -> component.isAnnotationPresent(Describe.class));
        });
  }

  @Test
  void every_day_of_a_window_is_answered_also_one_without_data() {
    var before = LocalDate.parse(day).minusYears(2);
    var window = new DayWindow(before.toString(), before.plusDays(1).toString());
    assertThat(tools().revenueByDay(window).days())
        .extracting(revenue -> revenue.captured_usd().toPlainString())
        .containsExactly("0.00", "0.00");
    assertThat(tools().revenueByDay(last(14)).days()).hasSize(14);
  }

  @Test
  void fourteen_days_are_under_two_kilobytes() {
    List<Function<DayWindow, Record>> asked =
        List.of(
            tools()::revenueByDay,
            tools()::ordersByDay,
            tools()::sessionsByDay,
            tools()::deployments);
    for (var ask : asked) {
      assertThat(Json.of(ask.apply(last(14)))).hasSizeLessThan(2_048);
    }
    assertThat(Json.of(tools().paymentsByStatus(new PaymentsQuestion(day, By.scheme))))
        .hasSizeLessThan(2_048);
  }

  @ParameterizedTest
  @EnumSource(By.class)
  void payments_of_a_day_add_up_in_whatever_groups(By by) {
    var window = new DayWindow(day, day);
    var groups = tools().paymentsByStatus(new PaymentsQuestion(day, by)).groups();
    var ordered = tools().ordersByDay(window).days().getFirst();
    var revenue = tools().revenueByDay(window).days().getFirst();
    assertThat(groups)
        .allMatch(
            group -> group.captured() + group.failed() + group.authorised_only() == group.orders());
    assertThat(groups.stream().mapToLong(PaymentsByStatus.Group::orders).sum())
        .isEqualTo(ordered.orders());
    var captured = sum(groups, PaymentsByStatus.Group::captured_usd);
    assertThat(captured).isEqualByComparingTo(revenue.captured_usd());
    assertThat(captured.add(sum(groups, PaymentsByStatus.Group::missing_usd)))
        .isEqualByComparingTo(ordered.ordered_usd());
  }

  private static BigDecimal sum(
      List<PaymentsByStatus.Group> groups, Function<PaymentsByStatus.Group, BigDecimal> usd) {
    return groups.stream().map(usd).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  @Test
  void logs_are_filtered_by_level_and_say_how_many_there_are() {
    var service = GroundTruth.of(file).culprit().service();
    var all = tools().serviceLogs(new LogQuestion(service, day, LogQuestion.Level.INFO, 50));
    var bad = tools().serviceLogs(new LogQuestion(service, day, LogQuestion.Level.WARN, 5));
    assertThat(bad.lines()).hasSize(5).noneMatch(line -> line.level().equals("INFO"));
    assertThat(bad.matching()).isGreaterThan(5).isLessThan(all.matching());
    assertThat(all.lines()).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
  }

  @Test
  void an_unknown_service_is_refused_with_those_there_are() {
    assertThatThrownBy(
            () -> tools().serviceLogs(new LogQuestion("biling", day, LogQuestion.Level.INFO, 5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("no service named 'biling'; there are billing-worker,");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          yesterday  | 2026-03-01 | from: expected a day like 2026-03-01, got 'yesterday'
          2026-03-02 | 2026-03-01 | from, to: expected 1 to 92 days, got 0
          2026-01-01 | 2026-12-31 | from, to: expected 1 to 92 days, got 365
          """)
  void a_wrong_window_is_refused_in_one_line(String from, String to, String message) {
    assertThatThrownBy(() -> tools().revenueByDay(new DayWindow(from, to)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void a_query_gives_numbers_apart_from_texts() {
    var rows =
        tools()
            .readQuery(
                new SqlQuestion("SELECT 'a' AS name, 2 AS two, 1.5 AS half, NULL AS absent;"));
    assertThat(Json.of(rows))
        .isEqualTo(
            """
            {"text_columns":["name","absent"],"number_columns":["two","half"],\
            "rows":[{"texts":["a","null"],"numbers":[2,1.5]}],"truncated":false}\
            """);
  }

  @Test
  void a_query_gives_fifty_rows_and_says_that_there_are_more() {
    var rows = tools().readQuery(new SqlQuestion("SELECT id FROM orders"));
    assertThat(rows.rows()).hasSize(50);
    assertThat(rows.truncated()).isTrue();
  }

  @Test
  void a_wrong_column_gives_the_databases_own_words() {
    assertThatThrownBy(() -> tools().readQuery(new SqlQuestion("SELECT amount FROM payments")))
        .isInstanceOf(ShopDatabaseException.class)
        .hasMessage("no such column: amount");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DELETE FROM orders",
        "PRAGMA query_only = 0",
        "ATTACH 'x.db' AS x",
        "SELECT 1; DELETE FROM orders",
        "WITH x AS (SELECT 1) DELETE FROM orders",
        "WITH x AS (SELECT 1) DELETE FROM orders RETURNING id",
        "WITH x AS (SELECT 1) INSERT INTO orders SELECT * FROM orders"
      })
  void no_query_writes(String sql) {
    var before = Shops.count(file, "orders");
    assertThatThrownBy(() -> tools().readQuery(new SqlQuestion(sql)))
        .isInstanceOf(RuntimeException.class)
        .hasMessageNotContaining("\n");
    assertThat(Shops.count(file, "orders")).isEqualTo(before);
  }
}
