package dev.interlock.cli.endtoend;

import static dev.interlock.cli.endtoend.Misbehaviour.CREDITED;
import static dev.interlock.cli.endtoend.Says.call;
import static dev.interlock.cli.endtoend.Says.credit;
import static dev.interlock.cli.endtoend.Says.done;
import static dev.interlock.cli.endtoend.Says.notice;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.kernel.run.Event;
import dev.interlock.kernel.run.Status;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A tool process that hangs, fails, says too much or dies, by the effect class of its contract. */
class MisbehavingToolTest {
  private static final String NOTIFIED = "notify_once {\"account\":\"a-1\",\"text\":\"5 came in\"}";
  private static final String POSTED = "post_entry {\"account\":\"a-1\",\"amount\":5}";

  @TempDir Path folder;

  static Stream<Misbehaviour> reads() {
    return Stream.of(
        row("a read that hangs", "slow", "{\"millis\":60000}", "TOL-1", "timeout", 2),
        row(
            "a tool that says that it failed",
            "fail",
            "{\"text\":\"vault shut\"}",
            "TOL-9",
            "vault shut",
            1),
        row(
            "a result that is too large",
            "huge",
            "{\"bytes\":300000}",
            "TOL-10",
            "ask for less",
            1),
        row("a tool process that dies in mid-call", "die", "{\"code\":7}", "TOL-5", "network", 2));
  }

  private static Misbehaviour row(
      String name, String tool, String arguments, String leaf, String told, int calls) {
    return Misbehaviour.of(name)
        .says(call(tool, arguments), credit(), done())
        .shows(leaf)
        .besides((desk, ended) -> {
          assertThat(desk.model.requests().get(1).body()).contains("The call failed: ", told);
          // the credit is one more
          assertThat(ended.text("cost.toolCalls")).isEqualTo(Integer.toString(calls + 1));
        });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("reads")
  void is_tried_as_often_as_its_contract_says_and_then_the_model_is_told(Misbehaviour row) {
    row.does(CREDITED).happen(folder);
  }

  @Test
  void a_keyed_effect_that_answers_late_is_unknown_and_then_happened_once() {
    Misbehaviour.of("credit answers after its timeout")
        .at(desk -> slow(desk, 1_500))
        .with("tools[0].allow.credit.timeout=1s")
        .says(credit(), done())
        .shows("RUN-1")
        .does(CREDITED)
        .besides((_, ended) -> assertThat(count(ended, Event.OutcomeUnknown.class)).isPositive())
        .happen(folder);
  }

  @Test
  void a_keyed_effect_whose_process_is_killed_is_tried_again_with_the_same_key() throws Exception {
    try (var desk = new Desk(folder);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      slow(desk, 2_000);
      desk.model.then(credit(), done());
      var run = threads.submit(() -> desk.run());
      var killed = desk.awaitProcessOf(1);
      assertThat(killed.destroyForcibly()).isTrue();
      var ended = run.get(30, TimeUnit.SECONDS);

      assertThat(ended.exit()).as("%s", ended.json().json()).isZero();
      assertThat(ended.leaves()).containsExactly("RUN-1");
      assertThat(ended.logged()).extracting(Deed::inWords).containsExactly(CREDITED);
      assertThat(ended.text("cost.toolCalls")).isEqualTo("2");
      Misbehaviour.sameAsJournaled(ended);
    }
  }

  @Test
  void a_keyed_effect_that_never_answers_is_left_to_a_person_when_its_attempts_are_used_up() {
    Misbehaviour.of("credit never answers")
        .at(desk -> slow(desk, 60_000))
        .with("tools[0].allow.credit.timeout=500ms", "tools[0].allow.credit.attempts=2")
        .says(credit())
        .ends(Status.OUTCOME_UNKNOWN, 10)
        .shows("RUN-1")
        .does(CREDITED)
        .besides((_, ended) -> {
          assertThat(ended.text("waiting[0].kind")).isEqualTo("outcome");
          assertThat(ended.text("waiting[0].tool")).isEqualTo("credit");
          assertThat(count(ended, Event.OutcomeUnknown.class)).isEqualTo(2);
        })
        .happen(folder);
  }

  @Test
  void a_reconcilable_effect_that_does_not_answer_is_asked_about_and_not_repeated() {
    Misbehaviour.of("post_entry never answers")
        .at(desk -> slow(desk, 60_000))
        .with("tools[0].allow.post_entry.timeout=500ms")
        .says(call("post_entry", "{\"account\":\"a-1\",\"amount\":5}"), done())
        .shows("RUN-1")
        .does(POSTED)
        .besides((_, ended) -> assertThat(count(ended, Event.QueryAnswered.class)).isEqualTo(1))
        .happen(folder);
  }

  @Test
  void an_effect_that_happens_once_and_does_not_answer_waits_for_a_person_who_knows() {
    try (var desk = new Desk(folder)) {
      slow(desk, 60_000);
      desk.model.then(notice());
      var waits = desk.run("tools[0].allow.notify_once.timeout=500ms");

      assertThat(waits.status()).isEqualTo("OUTCOME_UNKNOWN");
      assertThat(waits.exit()).isEqualTo(10);
      assertThat(waits.leaves()).containsExactly("RUN-1");
      assertThat(waits.logged()).extracting(Deed::inWords).containsExactly(NOTIFIED);
      assertThat(desk.model.requests()).hasSize(1);
      Misbehaviour.sameAsJournaled(waits);

      desk.model.then(done());
      var ended = desk.happened(waits, "{\"done\": true, \"account\": \"a-1\"}");
      assertThat(ended.exit()).as("%s", ended.json().json()).isZero();
      assertThat(desk.model.requests().get(1).body()).contains("\\\"done\\\":true");
      assertThat(ended.logged()).hasSize(1);
      Misbehaviour.sameAsJournaled(ended);
    }
  }

  @Test
  void an_effect_of_which_a_person_says_that_it_did_not_happen_is_told_as_failed() {
    try (var desk = new Desk(folder)) {
      desk.change("EFFECT_LOG:", "EFFECT_MISBEHAVE: deaf, EFFECT_LOG:");
      desk.model.then(notice());
      var waits = desk.run("tools[0].allow.notify_once.timeout=500ms");
      assertThat(waits.exit()).as("%s", waits.json().json()).isEqualTo(10);
      assertThat(waits.logged()).isEmpty();

      desk.model.then(done());
      var ended = desk.didNotHappen(waits);
      assertThat(ended.exit()).as("%s", ended.json().json()).isZero();
      assertThat(desk.model.requests().get(1).body()).contains("it did not take effect");
      assertThat(ended.logged()).isEmpty();
      Misbehaviour.sameAsJournaled(ended);
    }
  }

  private static void slow(Desk desk, int millis) {
    desk.change("EFFECT_LOG:", "EFFECT_DELAY_MILLIS: \"" + millis + "\", EFFECT_LOG:");
  }

  private static long count(Ended ended, Class<? extends Event> kind) {
    return ended.entries().stream().filter(entry -> kind.isInstance(entry.event())).count();
  }
}
