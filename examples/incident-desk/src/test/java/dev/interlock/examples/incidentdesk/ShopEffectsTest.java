package dev.interlock.examples.incidentdesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.examples.incidentdesk.tools.IncidentOpened;
import dev.interlock.examples.incidentdesk.tools.IncidentReport;
import dev.interlock.examples.incidentdesk.tools.IncidentReport.Severity;
import dev.interlock.examples.incidentdesk.tools.RestartOrder;
import dev.interlock.examples.incidentdesk.tools.ShopDatabase;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The effects, each once per key, with a line in the effect log each time it is performed. */
class ShopEffectsTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir Path directory;
  private Path file = Path.of("");

  @BeforeEach
  void generate() {
    file = Shops.generate(directory, 7);
  }

  private ShopTools toolsAt(Instant now) {
    return new ShopTools(file, () -> now);
  }

  private static IncidentReport report(String key) {
    return new IncidentReport("Captures missing", Severity.SEV1, "since 11:25", key);
  }

  private List<String> effects() {
    return new ShopDatabase(file)
        .rows(
            "SELECT tool || ' ' || coalesce(key, '-') || ' ' || pid || ' ' || at FROM effect_log"
                + " ORDER BY id",
            row -> row.getString(1));
  }

  @Test
  void the_same_key_opens_one_incident_and_the_second_call_gets_the_first_result() {
    var pid = ProcessHandle.current().pid();
    var first = toolsAt(NOON).openIncident(report("run-1/call-3"));
    var again = toolsAt(NOON.plusSeconds(60)).openIncident(report("run-1/call-3"));
    assertThat(first).isEqualTo(new IncidentOpened("INC-1", "2026-03-01T12:00:00Z"));
    assertThat(again).isEqualTo(first);
    assertThat(effects())
        .containsExactly("open_incident run-1/call-3 " + pid + " 2026-03-01T12:00:00Z");
    assertThat(Shops.count(file, "incidents")).isEqualTo(1);
  }

  @Test
  void another_key_opens_another_incident() {
    var tools = toolsAt(NOON);
    assertThat(tools.openIncident(report("a")).incident()).isEqualTo("INC-1");
    assertThat(tools.openIncident(report("b")).incident()).isEqualTo("INC-2");
    assertThat(effects()).hasSize(2);
  }

  @Test
  void many_callers_with_one_key_open_one_incident() throws Exception {
    var tools = toolsAt(NOON);
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      var calls = new ArrayList<Callable<IncidentOpened>>();
      for (var i = 0; i < 16; i++) calls.add(() -> tools.openIncident(report("same")));
      var opened = new ArrayList<IncidentOpened>();
      for (var answer : callers.invokeAll(calls, 30, TimeUnit.SECONDS)) opened.add(answer.get());
      assertThat(opened).hasSize(16).containsOnly(opened.getFirst());
    }
    assertThat(effects()).hasSize(1);
  }

  @Test
  void an_effect_that_fails_half_way_leaves_nothing() {
    var tools = toolsAt(NOON);
    // The log refuses its line after the incident's row was written in the same transaction.
    var _ = toolsAt(NOON).openIncident(report("before"));
    execute(
        """
        CREATE TRIGGER full BEFORE INSERT ON effect_log
        BEGIN SELECT raise(ABORT, 'disk full'); END\
        """);
    assertThatThrownBy(() -> tools.openIncident(report("after"))).hasMessageContaining("disk full");
    assertThat(Shops.count(file, "incidents")).isEqualTo(1);
    assertThat(effects()).hasSize(1);
  }

  @Test
  void a_restart_is_recorded_once_per_key_and_each_time_without_one() {
    var tools = toolsAt(NOON);
    var keyed = new RestartOrder("billing-worker", "clear the queue", "k");
    var bare = new RestartOrder("billing-worker", "again", null);
    assertThat(tools.restartService(keyed).restart()).isEqualTo("RST-1");
    assertThat(tools.restartService(keyed).restart()).isEqualTo("RST-1");
    assertThat(tools.restartService(bare).restart()).isEqualTo("RST-2");
    assertThat(tools.restartService(bare).restart()).isEqualTo("RST-3");
    assertThat(effects()).hasSize(3);
  }

  @Test
  void a_restart_of_the_culprit_changes_nothing_of_the_truth() {
    var before = GroundTruth.of(file);
    var digest = Shops.digest(file);
    var order = new RestartOrder(before.culprit().service(), "hope", "k");
    assertThat(toolsAt(NOON).restartService(order).service()).isEqualTo(order.service());
    assertThat(GroundTruth.of(file)).isEqualTo(before);
    assertThat(Shops.digest(file)).isEqualTo(digest);
  }

  @Test
  void an_unknown_service_is_not_restarted() {
    var tools = toolsAt(NOON);
    assertThatThrownBy(() -> tools.restartService(new RestartOrder("everything", "why not", null)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(effects()).isEmpty();
  }

  @Test
  void another_process_that_dies_and_repeats_its_call_gets_the_same_incident() throws Exception {
    assertThat(performInOwnProcess("crash")).isEqualTo(137);
    assertThat(performInOwnProcess("return")).isZero();
    assertThat(effects()).hasSize(1).first().asString().startsWith("open_incident crash-key ");
    assertThat(effects().getFirst()).doesNotContain(" " + ProcessHandle.current().pid() + " ");
    assertThat(toolsAt(NOON).openIncident(report("crash-key")).incident()).isEqualTo("INC-1");
  }

  private int performInOwnProcess(String then) throws Exception {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                OpensIncident.class.getName(),
                file.toString(),
                then)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve(then + ".txt").toFile())
            .start();
    assertThat(process.waitFor(Duration.ofSeconds(30))).isTrue();
    return process.exitValue();
  }

  private void execute(String sql) {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Opens an incident in a process of its own, then dies without a word, or returns. */
  static final class OpensIncident {
    private OpensIncident() {}

    public static void main(String[] arguments) {
      var tools = new ShopTools(Path.of(arguments[0]));
      var opened = tools.openIncident(report("crash-key"));
      if (arguments[1].equals("crash")) Runtime.getRuntime().halt(137);
      if (!opened.incident().equals("INC-1")) Runtime.getRuntime().halt(1);
    }
  }
}
