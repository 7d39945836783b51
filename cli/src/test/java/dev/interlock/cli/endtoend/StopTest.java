package dev.interlock.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kill switches: thrown in one terminal, heeded in every process, released by whoever may. */
class StopTest {

  @TempDir Path folder;

  private Desk desk;

  @BeforeEach
  void open() {
    desk = new Desk(folder);
  }

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void a_run_that_waits_for_a_person_is_paused_and_a_yes_counts_only_once_it_is_allowed() {
    var held = held();

    var stopped =
        desk.say("stop", "--agent", "teller", "--reason", "fraud", "--as", "ops", "--json");
    assertThat(stopped.exit()).as(stopped.err()).isZero();
    assertThat(stopped.out())
        .contains("\"scope\":\"agent teller\"", held.text("run"), "\"status\":\"PAUSED\"");
    var paused = shown(held);
    assertThat(paused.status()).isEqualTo("PAUSED");
    assertThat(paused.text("waiting[1].kind")).isEqualTo("switch");
    assertThat(paused.text("waiting[1].scope")).isEqualTo("agent teller");
    assertThat(paused.text("waiting[1].by")).isEqualTo("ops");
    assertThat(paused.text("waiting[1].operatingSystemUser"))
        .isEqualTo(System.getProperty("user.name"));
    assertThat(paused.text("waiting[1].reason")).isEqualTo("fraud");
    assertThat(desk.say("show", held.text("run")).out())
        .contains("Stopped by the switch on agent teller: fraud", "allow --agent teller");
    assertThat(desk.say("runs").out()).contains("agent teller", "fraud", "ops");

    var approved = desk.approve(held, 0);
    assertThat(approved.exit()).isEqualTo(10);
    assertThat(approved.status()).isEqualTo("PAUSED");
    assertThat(approved.logged()).isEmpty();
    assertThat(desk.say("resume", held.text("run")).exit()).isEqualTo(2);
    assertThat(desk.say("resume").out()).isEqualTo("Nothing to take up.\n");
    assertThat(desk.logged()).isEmpty();

    desk.model.then(Says.done());
    var allowed = desk.say("allow", "--agent", "teller", "--as", "ops", "--json");
    assertThat(allowed.exit()).as(allowed.err()).isZero();
    var ended = shown(held);
    assertThat(ended.status()).isEqualTo("COMPLETED");
    assertThat(ended.logged()).hasSize(1);
    assertThat(desk.say("show", held.text("run")).out())
        .contains("The switch on agent teller is released (ops");
    assertThat(desk.say("verify").exit()).isZero();
  }

  @Test
  void of_two_switches_both_must_be_released() {
    var held = held();
    var _ = stop("--all");
    var _ = stop("--run", held.text("run").substring(0, 8));
    var approved = desk.approve(held, 0);
    assertThat(approved.text("waiting[1].scope")).isEqualTo("run " + held.text("run"));

    assertThat(desk.say("allow", "--all").exit()).isEqualTo(10);
    assertThat(shown(held).status()).isEqualTo("PAUSED");
    assertThat(desk.logged()).isEmpty();

    desk.model.then(Says.done());
    assertThat(desk.say("allow", "--run", held.text("run")).exit()).isZero();
    assertThat(desk.logged()).hasSize(1);
    var again = desk.say("allow", "--all");
    assertThat(again.exit()).isEqualTo(2);
    assertThat(again.err())
        .isEqualTo("interlock: no switch on all is thrown (interlock runs lists them)\n");
  }

  @Test
  void a_run_that_begins_while_it_is_stopped_asks_nobody_until_it_is_allowed() {
    var done = Says.done();
    desk.model.then(done);
    assertThat(desk.run().exit()).isZero();
    var _ = stop("--model", "gpt-5-mini");

    var paused = desk.run();
    assertThat(paused.status()).isEqualTo("PAUSED");
    assertThat(paused.exit()).isEqualTo(10);
    assertThat(desk.model.requests()).hasSize(1);

    desk.model.then(done);
    assertThat(desk.say("allow", "--model", "gpt-5-mini").exit()).isZero();
    assertThat(shown(paused).status()).isEqualTo("COMPLETED");
  }

  @Test
  void a_final_switch_ends_runs_that_wait_and_runs_that_begin() {
    var held = held();
    var stopped = desk.say("stop", "--tenant", "default", "--reason", "over", "--final");
    assertThat(stopped.exit()).isZero();
    assertThat(stopped.out()).contains("STOPPED");
    var ended = shown(held);
    assertThat(ended.status()).isEqualTo("STOPPED");
    assertThat(ended.leaves()).containsExactly("SAF-4");
    assertThat(ended.text("reason")).contains("stopped for good by the switch on tenant default");
    var begun = desk.run();
    assertThat(begun.exit()).isEqualTo(13);
    assertThat(begun.logged()).isEmpty();
    assertThat(desk.model.requests()).hasSize(1);
  }

  @Test
  void a_switch_on_a_tool_stops_a_run_when_it_is_about_to_call_it() {
    desk.model.then(Says.look());
    desk.model.then(Says.credit());
    desk.model.then(Says.done());
    assertThat(desk.run().exit()).isZero();
    var _ = stop("--tool", "credit");

    desk.model.then(Says.look());
    desk.model.then(Says.credit());
    var paused = desk.run();
    assertThat(paused.status()).isEqualTo("PAUSED");
    assertThat(paused.text("waiting[0].scope")).isEqualTo("tool credit");
    assertThat(paused.logged()).hasSize(1);

    desk.model.then(Says.done());
    assertThat(desk.say("allow", "--tool", "credit").exit()).isZero();
    assertThat(desk.logged()).hasSize(2);
  }

  @Test
  void an_effect_under_way_in_another_process_is_waited_for_and_nothing_follows_it() {
    desk.change("EFFECT_LOG:", "EFFECT_DELAY_MILLIS: \"3000\", EFFECT_LOG:");
    desk.model.then(Says.credit());
    try (var process = started()) {
      var _ = desk.awaitProcessOf(1);
      var stopped = desk.say("stop", "--all", "--reason", "fire");
      assertThat(stopped.exit()).isZero();
      assertThat(stopped.out()).contains("PAUSED");
      var paused = desk.ended(process.said());
      assertThat(paused.exit()).isEqualTo(10);
      assertThat(paused.status()).isEqualTo("PAUSED");
      assertThat(desk.model.requests()).hasSize(1);
      Misbehaviour.sameAsJournaled(paused);

      desk.model.then(Says.done());
      assertThat(desk.say("allow", "--all").exit()).isZero();
      assertThat(shown(paused).status()).isEqualTo("COMPLETED");
      assertThat(desk.logged()).hasSize(1);
    }
  }

  @Test
  void a_switch_on_a_query_tool_keeps_a_doubt_open_and_one_on_the_tool_in_doubt_does_not() {
    desk.change("EFFECT_LOG:", "EFFECT_DELAY_MILLIS: \"60000\", EFFECT_LOG:");
    desk.change("timeout: 20s", "timeout: 1s");
    desk.model.then(Says.call("post_entry", "{\"account\":\"a-1\",\"amount\":5}"));
    try (var process = started()) {
      var _ = desk.awaitProcessOf(1);
      process.signal("KILL");
      assertThat(process.said().exit()).isEqualTo(128 + 9);
    }
    var _ = stop("--tool", "find_entry");
    var _ = stop("--tool", "post_entry");
    assertThat(desk.say("resume").exit()).isEqualTo(10);
    var paused = desk.ended(desk.say("show", onlyRun(), "--json"));
    assertThat(paused.status()).isEqualTo("PAUSED");
    assertThat(paused.text("waiting[0].scope")).isEqualTo("tool find_entry");

    desk.model.then(Says.done());
    var allowed = desk.say("allow", "--tool", "find_entry");
    assertThat(allowed.exit()).as(allowed.out()).isZero();
    var ended = shown(paused);
    assertThat(ended.status()).isEqualTo("COMPLETED");
    assertThat(ended.logged()).hasSize(1);
  }

  private CommandProcess started() {
    return CommandProcess.start(desk, Map.of(), "run", desk.file().toString(), Desk.GOAL, "--json");
  }

  private String onlyRun() {
    return await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () -> desk.runs().items().stream().map(run -> run.json()).toList(),
            runs -> runs.size() == 1)
        .getFirst()
        .replaceAll(".*\"run\":\"([a-z0-9]+)\".*", "$1");
  }

  private Said stop(String... on) {
    var words = new ArrayList<>(List.of("stop", "--reason", "in case"));
    words.addAll(List.of(on));
    var said = desk.say(words.toArray(String[]::new));
    assertThat(said.exit()).as(said.err()).isZero();
    return said;
  }

  private Ended shown(Ended run) {
    return desk.ended(desk.say("show", run.text("run"), "--json"));
  }

  private Ended held() {
    desk.change("autonomy: bounded", "autonomy: guarded");
    desk.change("risk: write, timeout: 10s, attempts: 3", "risk: money, timeout: 10s, attempts: 3");
    desk.model.then(Says.credit());
    var held = desk.run();
    assertThat(held.status()).isEqualTo("WAITING_APPROVAL");
    return held;
  }
}
