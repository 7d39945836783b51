package dev.interlock.cli.endtoend;

import static dev.interlock.cli.endtoend.Misbehaviour.CREDITED;
import static dev.interlock.cli.endtoend.Says.call;
import static dev.interlock.cli.endtoend.Says.credit;
import static dev.interlock.cli.endtoend.Says.done;
import static dev.interlock.cli.endtoend.Says.look;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.kernel.run.Status;
import dev.interlock.testkit.model.Behaviour;
import dev.interlock.testkit.model.Completion;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A model that proposes what it must not; the tool process must never hear of it. */
class MisbehavingCallsTest {
  private static final Behaviour NO_JSON = call("credit", "{\"account\": \"a-1\", \"amount\": 5");
  private static final Behaviour UNKNOWN = call("wire", "{\"account\":\"a-1\"}");
  private static final Behaviour SURPLUS =
      call("credit", "{\"account\":\"a-1\",\"amount\":5,\"currency\":\"EUR\"}");
  private static final Behaviour OWN_KEY =
      call("credit", "{\"account\":\"a-1\",\"amount\":5,\"idempotency_key\":\"k\"}");
  private static final Behaviour INTERNAL = call("find_entry", "{\"idempotency_key\":\"k\"}");

  @TempDir Path folder;

  static Stream<Misbehaviour> mended() {
    return Stream.of(
        Misbehaviour.of("arguments that are no JSON")
            .says(NO_JSON)
            .shows("TOL-2")
            .besides((desk, _) -> told(desk, 1, "the arguments are not a JSON object")),
        Misbehaviour.of("an argument too many")
            .says(SURPLUS)
            .shows("TOL-2")
            .besides((desk, _) -> told(desk, 1, "currency")),
        Misbehaviour.of("a key of the model's own").says(OWN_KEY).shows("TOL-2"),
        Misbehaviour.of("text for a number")
            .says(call("credit", "{\"account\":\"a-1\",\"amount\":\"5\"}"))
            .shows("TOL-2"),
        Misbehaviour.of("a missing argument")
            .says(call("credit", "{\"account\":\"a-1\"}"))
            .shows("TOL-2"),
        Misbehaviour.of("no arguments at all").says(call("credit", "")).shows("TOL-2"),
        Misbehaviour.of("null for arguments").says(call("credit", "null")).shows("TOL-2"),
        Misbehaviour.of("an unknown tool")
            .says(UNKNOWN)
            .shows("SAF-6")
            .besides((desk, _) -> told(desk, 1, "there is no tool 'wire'; the tools are: ")),
        Misbehaviour.of("a tool without a name").says(call("", "{}")).shows("REL-1"),
        Misbehaviour.of("a tool of the runtime's own").says(INTERNAL).shows("SAF-6"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mended")
  void what_is_mended_is_performed_once(Misbehaviour row) {
    row.says(credit(), done()).does(CREDITED).happen(folder);
  }

  static Stream<Misbehaviour> lasting() {
    return Stream.of(
        Misbehaviour.of("arguments that are no JSON").forEver(NO_JSON).shows("TOL-2"),
        Misbehaviour.of("an argument too many").forEver(SURPLUS).shows("TOL-2"),
        Misbehaviour.of("an unknown tool").forEver(UNKNOWN).shows("SAF-6"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lasting")
  void what_is_never_mended_stops_the_run_when_repairs_are_used_up(Misbehaviour row) {
    row.ends(Status.STOPPED, 13)
        .besides((desk, ended) -> {
          assertThat(desk.model.requests()).hasSize(4);
          assertThat(ended.text("reason")).startsWith("repairs used up (3); last: ");
        })
        .happen(folder);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lasting")
  void what_is_never_mended_goes_to_a_person_if_one_is_named(Misbehaviour row) {
    row.at(desk -> desk.add("escalate-to: teller-lead")).ends(Status.ESCALATED, 11).happen(folder);
  }

  @Test
  void a_fraction_for_an_integer_is_refused_and_the_mended_value_is_performed_once() {
    Misbehaviour.of("1.9")
        .at(desk -> desk.addTools("points.yaml"))
        .says(points("1.9"), points("2"), done())
        .shows("TOL-2")
        .does("add_points {\"account\":\"a-1\",\"points\":2}")
        .besides((desk, _) -> told(desk, 1, "points"))
        .happen(folder);
  }

  @Test
  void a_fraction_for_an_integer_that_is_never_mended_is_never_rounded() {
    Misbehaviour.of("1.9 for ever")
        .at(desk -> desk.addTools("points.yaml"))
        .forEver(points("1.9"))
        .ends(Status.STOPPED, 13)
        .shows("TOL-2")
        .happen(folder);
  }

  @Test
  void of_two_calls_the_good_one_is_performed_once_and_the_unknown_one_refused_and_both_are_told() {
    var both =
        Behaviour.calls(
            new Completion.Call("good", "credit", "{\"account\":\"a-1\",\"amount\":5}"),
            new Completion.Call("bad", "wire", "{\"account\":\"a-1\"}"));
    Misbehaviour.of("two calls, one of them unknown")
        .says(both, done())
        .shows("SAF-6")
        .does(CREDITED)
        .besides((desk, _) -> {
          assertThat(desk.model.requests()).hasSize(2);
          assertThat(desk.toldOf(1, "good")).contains("\"done\":true");
          assertThat(desk.toldOf(1, "bad")).contains("there is no tool 'wire'");
        })
        .happen(folder);
  }

  @Test
  void two_equal_effects_in_one_turn_are_each_judged_and_the_second_is_not_done_again() {
    var twice =
        Behaviour.calls(
            new Completion.Call("one", "credit", "{\"account\":\"a-1\",\"amount\":5}"),
            new Completion.Call("two", "credit", "{\"account\":\"a-1\",\"amount\":5}"));
    Misbehaviour.of("the same effect twice in one turn")
        .at(desk -> desk.add("order: [{ tool: credit, at-most: 1, per: account }]"))
        .says(twice, done())
        .shows("PLN-4")
        .does(CREDITED)
        .happen(folder);
  }

  @Test
  void the_same_read_for_ever_is_made_once_and_then_the_run_stops() {
    Misbehaviour.of("the same read for ever")
        .forEver(look())
        .ends(Status.STOPPED, 13)
        .shows("PLN-4", "PLN-3")
        .besides((_, ended) -> assertThat(ended.text("cost.toolCalls")).isEqualTo("1"))
        .happen(folder);
  }

  @Test
  void the_same_effect_for_ever_happens_once_and_then_the_run_stops() {
    Misbehaviour.of("the same effect for ever")
        .forEver(credit())
        .ends(Status.STOPPED, 13)
        .shows("PLN-4", "PLN-3")
        .does(CREDITED)
        .happen(folder);
  }

  @Test
  void the_same_failing_call_for_ever_is_made_twice_and_then_the_run_stops() {
    Misbehaviour.of("the same failing call for ever")
        .forEver(call("fail", "{\"text\":\"no such account\"}"))
        .ends(Status.STOPPED, 13)
        .shows("TOL-9", "PLN-3")
        .besides((_, ended) -> assertThat(ended.text("cost.toolCalls")).isEqualTo("2"))
        .happen(folder);
  }

  private static Behaviour points(String number) {
    return call("add_points", "{\"account\":\"a-1\",\"points\":" + number + "}");
  }

  private static void told(Desk desk, int request, String words) {
    assertThat(desk.model.requests().get(request).body()).contains(words);
  }
}
