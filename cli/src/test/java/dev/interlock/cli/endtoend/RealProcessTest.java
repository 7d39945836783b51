package dev.interlock.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.kernel.run.Event;
import dev.interlock.kernel.value.Value;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line as a process of its own, with the variables of its environment. */
class RealProcessTest {
  private static final String KEY = "a-key-that-nobody-may-see";
  private static final Map<String, String> ENVIRONMENT = Map.of("INTERLOCK_TEST_KEY", KEY);

  @TempDir Path folder;

  @Test
  void a_run_prints_one_document_and_ends_with_its_code_and_its_key_is_sent_and_never_kept() {
    try (var desk = new Desk(folder)) {
      desk.change("  price:", "  api-key: \"${env:INTERLOCK_TEST_KEY}\"\n  price:");
      desk.model.then(Says.look(), Says.credit(), Says.done());
      var said = process(desk, "run", desk.file().toString(), Desk.GOAL, "--as", "ann", "--json");

      var ended = desk.ended(said);
      assertThat(ended.exit()).isZero();
      assertThat(ended.status()).isEqualTo("COMPLETED");
      assertThat(said.err()).contains("credit");
      assertThat(ended.logged()).extracting(Deed::inWords).containsExactly(Misbehaviour.CREDITED);
      Misbehaviour.sameAsJournaled(ended);
      assertThat(desk.model.requests().getFirst().header("Authorization"))
          .contains("Bearer " + KEY);
      assertThat(said.out() + said.err() + ended.entries()).doesNotContain(KEY);
      assertThat(ended.entries().getLast().event()).isInstanceOf(Event.RunEnded.class);
      assertThat(process(desk, "verify").exit()).isZero();
    }
  }

  @Test
  void a_run_that_stops_and_a_file_that_is_wrong_end_with_their_codes() {
    try (var desk = new Desk(folder)) {
      var stopped =
          process(desk, "run", desk.file().toString(), Desk.GOAL, "--set", "budget.tokens=100");
      assertThat(stopped.exit()).isEqualTo(13);
      desk.change("autonomy:", "autonomie:");
      var refused = process(desk, "run", desk.file().toString(), Desk.GOAL, "--json");
      assertThat(refused.exit()).isEqualTo(2);
      assertThat(refused.json().json()).startsWith("{\"error\":{\"hint\":");
      assertThat(desk.model.requests()).isEmpty();
    }
  }

  @Test
  void asking_at_the_terminal_is_refused_where_there_is_none() {
    try (var desk = new Desk(folder);
        var process =
            CommandProcess.typing(
                desk, ENVIRONMENT, "y\n", "run", desk.file().toString(), "x", "--interactive")) {
      var said = process.said();
      assertThat(said.exit()).isEqualTo(2);
      assertThat(said.err())
          .isEqualTo("interlock: --interactive: standard input is not a terminal (leave it out)\n");
      assertThat(desk.model.requests()).isEmpty();
      assertThat(desk.data()).doesNotExist();
    }
  }

  @Test
  void a_goal_that_is_piped_in_is_the_goal() {
    try (var desk = new Desk(folder)) {
      desk.model.then(Says.done());
      try (var process =
          CommandProcess.typing(
              desk, ENVIRONMENT, Desk.GOAL + "\n", "run", desk.file().toString(), "--json")) {
        var ended = desk.ended(process.said());
        assertThat(ended.exit()).isZero();
        assertThat(ended.text("goal")).isEqualTo(Desk.GOAL);
      }
    }
  }

  @Test
  void ctrl_c_parks_the_run_after_the_call_under_way_and_resume_completes_it() {
    try (var desk = new Desk(folder)) {
      desk.change("EFFECT_LOG:", "EFFECT_DELAY_MILLIS: \"8000\", EFFECT_LOG:");
      desk.model.then(Says.credit());
      try (var process =
          CommandProcess.start(
              desk, ENVIRONMENT, "run", desk.file().toString(), Desk.GOAL, "--json")) {
        var _ = desk.awaitProcessOf(1);
        process.signal("INT");
        var parked = desk.ended(process.said());
        assertThat(parked.exit()).isEqualTo(10);
        assertThat(parked.status()).isEqualTo("PAUSED");
        assertThat(parked.text("waiting[0].kind")).isEqualTo("switch");
        assertThat(parked.text("waiting[0].reason")).isEqualTo("Ctrl-C");
        assertThat(process.complaints()).contains("parking; a call under way is finished first");

        desk.model.then(Says.done());
        var ended = desk.ended(desk.say("resume", parked.text("run"), "--json"));
        assertThat(ended.status()).isEqualTo("COMPLETED");
        assertThat(ended.logged()).extracting(Deed::inWords).containsExactly(Misbehaviour.CREDITED);
        Misbehaviour.sameAsJournaled(ended);
      }
    }
  }

  @Test
  void a_run_that_was_killed_in_an_effect_waits_for_a_person_who_knows_and_then_goes_on() {
    try (var desk = new Desk(folder)) {
      desk.change("EFFECT_LOG:", "EFFECT_DELAY_MILLIS: \"60000\", EFFECT_LOG:");
      desk.model.then(Says.notice());
      try (var process = notifying(desk, "1s")) {
        var _ = desk.awaitProcessOf(1);
        process.signal("KILL");
        assertThat(process.said().exit()).isEqualTo(128 + 9);
      }
      var all = desk.say("resume", "--json");
      assertThat(all.exit()).isEqualTo(10);
      var run = all.json().get("runs").orElseThrow();
      var waits = desk.ended(desk.say("show", only(run), "--json"));
      assertThat(waits.status()).isEqualTo("OUTCOME_UNKNOWN");
      assertThat(waits.text("waiting[0].kind")).isEqualTo("outcome");
      assertThat(waits.text("waiting[0].tool")).isEqualTo("notify_once");

      desk.model.then(Says.done());
      var ended = desk.happened(waits, "{\"done\": true}");
      assertThat(ended.status()).isEqualTo("COMPLETED");
      assertThat(ended.logged()).hasSize(1);
      assertThat(desk.say("verify", ended.text("run")).exit()).isZero();
    }
  }

  @Test
  void a_run_of_a_process_that_stands_still_is_taken_over_only_if_one_says_so() {
    try (var desk = new Desk(folder)) {
      desk.change("EFFECT_LOG:", "EFFECT_DELAY_MILLIS: \"60000\", EFFECT_LOG:");
      desk.model.then(Says.notice());
      try (var process = notifying(desk, "1s")) {
        var _ = desk.awaitProcessOf(1);
        process.signal("STOP");
        var run = ((Value.Obj) desk.runs().items().getFirst()).get("run").orElseThrow();
        var id = ((Value.Text) run).value();

        var refused = desk.say("resume", id);
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err())
            .contains("a living process drives this run", "resume " + id + " --take-over");

        var waits = desk.ended(desk.say("resume", id, "--take-over", "--json"));
        assertThat(waits.status()).isEqualTo("OUTCOME_UNKNOWN");
        desk.model.then(Says.done());
        assertThat(desk.happened(waits, "{\"done\": true}").status()).isEqualTo("COMPLETED");
        process.signal("CONT");
        assertThat(process.said().exit()).isZero();
        assertThat(desk.logged()).hasSize(1);
        assertThat(desk.say("verify", id).exit()).isZero();
      }
    }
  }

  private static CommandProcess notifying(Desk desk, String timeout) {
    return CommandProcess.start(
        desk,
        ENVIRONMENT,
        "run",
        desk.file().toString(),
        Desk.GOAL,
        "--set",
        "tools[0].allow.notify_once.timeout=" + timeout,
        "--set",
        "model.timeout=5s");
  }

  private static String only(Value runs) {
    var one = (Value.Obj) ((Value.Arr) runs).items().getFirst();
    return ((Value.Text) one.get("run").orElseThrow()).value();
  }

  private static Said process(Desk desk, String... words) {
    try (var process = CommandProcess.start(desk, ENVIRONMENT, words)) {
      return process.said();
    }
  }
}
