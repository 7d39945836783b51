package dev.interlock.runtime.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.interlock.kernel.brief.ModelReply;
import dev.interlock.kernel.brief.Proposal;
import dev.interlock.kernel.charter.Charter;
import dev.interlock.kernel.charter.Principal;
import dev.interlock.kernel.charter.Rules.Then;
import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.run.Attempt;
import dev.interlock.kernel.run.Command.AcceptAnswer;
import dev.interlock.kernel.run.Command.AskModel;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.Entry;
import dev.interlock.kernel.run.Event;
import dev.interlock.kernel.run.Facts;
import dev.interlock.kernel.run.Facts.RuleOutcome;
import dev.interlock.kernel.run.Facts.Standing;
import dev.interlock.kernel.run.Facts.Truth;
import dev.interlock.kernel.run.Facts.Violation;
import dev.interlock.kernel.run.Kernel;
import dev.interlock.kernel.run.Pending;
import dev.interlock.kernel.run.Reservation;
import dev.interlock.kernel.run.RunState;
import dev.interlock.kernel.run.Wanted;
import dev.interlock.kernel.value.Digest;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.UserError;
import dev.interlock.runtime.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FactFinderTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final Standing STANDING = new Standing(List.of("orders:read"), 3, List.of());
  private static final EntryReader NOTHING = _ -> Optional.empty();
  private static final String INPUT =
      "{\"type\":\"object\",\"properties\":{\"amount\":{\"type\":\"number\"}},\"required\":[\"amount\"]}";

  private static Charter paying() {
    return new Charters()
        .tool("pay", INPUT)
        .policy("tool == 'pay' && args.amount <= 100", Then.ALLOW)
        .policy("args.amount > 1000", Then.DENY)
        .policy("args.currency == 'EUR'", Then.HOLD)
        .policy("'ann' == principal.name && called('pay') == 0", Then.HOLD)
        .made();
  }

  @Test
  void rules_that_come_out_false_are_left_out() {
    var state = proposing(paying(), "pay", "{\"amount\":50}");
    var facts = FactFinder.of(paying()).establish(state, call(state), NOW, STANDING, NOTHING);
    assertThat(facts.at()).isEqualTo(NOW);
    assertThat(facts.standing()).isEqualTo(STANDING);
    assertThat(facts.violations()).isEmpty();
    assertThat(facts.answer()).isNull();
    assertThat(facts.policy())
        .containsExactly(
            new RuleOutcome("policy[0]", Truth.TRUE, ""),
            new RuleOutcome("policy[2]", Truth.ERROR, "key 'currency' is not present in map."),
            new RuleOutcome("policy[3]", Truth.TRUE, ""));
    assertThat(facts.evaluators()).isEqualTo("json-schema 3.0.9, cel 0.14.0");
  }

  @Test
  void arguments_that_break_their_schema_are_not_put_to_the_rules() {
    var state = proposing(paying(), "pay", "{\"amount\":\"50\"}");
    var facts = FactFinder.of(paying()).establish(state, call(state), NOW, STANDING, NOTHING);
    assertThat(facts.violations())
        .containsExactly(new Violation("/amount", "must be a number, not the string \"50\""));
    assertThat(facts.policy()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("unjudged")
  void a_call_that_is_denied_anyway_is_not_looked_into(String tool, String arguments) {
    var state = proposing(paying(), tool, arguments);
    var facts = FactFinder.of(paying()).establish(state, call(state), NOW, STANDING, NOTHING);
    assertThat(facts).isEqualTo(new Facts(NOW, STANDING, List.of(), List.of(), null, ""));
  }

  static Stream<Arguments> unjudged() {
    return Stream.of(arguments("unknown", "{\"amount\":5000}"), arguments("pay", "\"not JSON\""));
  }

  @Test
  void a_wish_to_ask_the_model_needs_only_the_standing() {
    var state = begun(paying());
    var facts = FactFinder.of(paying()).establish(state, asking(state), NOW, STANDING, NOTHING);
    assertThat(facts).isEqualTo(new Facts(NOW, STANDING, List.of(), List.of(), null, ""));
  }

  @Test
  void a_further_attempt_needs_only_the_standing() {
    var state = proposing(paying(), "pay", "{\"amount\":\"50\"}");
    var call = call(state);
    var again = step(state, permitted(state, call));
    var begun = call(again);
    var facts = FactFinder.of(paying()).establish(again, begun, NOW, STANDING, NOTHING);
    assertThat(facts).isEqualTo(new Facts(NOW, STANDING, List.of(), List.of(), null, ""));
  }

  @Test
  void an_answer_is_looked_into() {
    var charter = new Charters().output("{\"type\":\"string\"}").doneWhen("output == 'yes'").made();
    var state = replied(begun(charter), new ModelReply("\"yes\"", List.of()));
    var answer =
        state.pending().values().stream()
            .filter(one -> one.command() instanceof AcceptAnswer)
            .findFirst()
            .orElseThrow();
    var facts = FactFinder.of(charter).establish(state, answer, NOW, STANDING, NOTHING);
    assertThat(facts.answer())
        .isEqualTo(
            new Facts.AnswerFacts(
                Value.of("yes"),
                new Value.Arr(List.of()),
                null,
                List.of(),
                List.of(),
                List.of(new RuleOutcome("done-when[0]", Truth.TRUE, ""))));
  }

  static Stream<Arguments> badCharters() {
    return Stream.of(
        arguments(
            new Charters().policy("true", Then.DENY).policy("foo == 1", Then.DENY),
            "policy[1].when: undeclared reference to 'foo' at column 1"),
        arguments(
            new Charters().doneWhen("args.x == 1"), "done-when[0]: undeclared reference to 'args'"),
        arguments(
            new Charters().tool("pay", "{}").doneWhen("called('pya') > 0"),
            "done-when[0]: called(\"pya\") counts a tool that the agent does not have"),
        arguments(new Charters().reconciled("pay", "result.x +"), "pay.reconcile.happened-when: "),
        arguments(
            new Charters().tool("pay", "{\"type\":\"objekt\"}"),
            "tool pay: at /type: must be a type"),
        arguments(
            new Charters().output("{\"$ref\":\"https://example.com\"}"),
            "output.schema: at /$ref: 'https://example.com' points outside the schema"));
  }

  @ParameterizedTest
  @MethodSource("badCharters")
  void what_cannot_be_compiled_is_refused_by_name(Charters charter, String message) {
    assertThatThrownBy(() -> FactFinder.of(charter.made()))
        .isInstanceOf(UserError.class)
        .message()
        .startsWith(message);
  }

  @Test
  void a_query_says_yes_or_no_or_nothing_is_known() {
    var finder = FactFinder.of(new Charters().reconciled("post", "result.written == true").made());
    assertThat(finder.happened("post", Json.parse("{\"written\":true}"))).isTrue();
    assertThat(finder.happened("post", Json.parse("{\"written\":false}"))).isFalse();
    assertThatThrownBy(() -> finder.happened("post", Json.parse("{\"writen\":true}")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("key 'written' is not present in map.");
    assertThatThrownBy(() -> finder.happened("other", Value.Null.NULL))
        .hasMessage("other cannot be asked about");
  }

  @Test
  void a_charter_without_schemas_and_rules_needs_no_evaluators() {
    assertThat(FactFinder.of(new Charters().tool("look", "{}").made()).evaluators()).isEmpty();
  }

  private static RunState begun(Charter charter) {
    var principal = new Principal("ann", List.of("clerk"), "default", "");
    return Kernel.begin(
        new Entry(
            1,
            NOW,
            new Event.RunStarted(new RunId("0".repeat(26)), charter, Digest.NONE, principal)));
  }

  private static RunState proposing(Charter charter, String tool, String arguments) {
    var proposal = new Proposal("c1", tool, Json.parse(arguments));
    return replied(begun(charter), new ModelReply("", List.of(proposal)));
  }

  private static RunState replied(RunState state, ModelReply reply) {
    var ask = asking(state).command().id();
    var permitted = step(state, permitted(state, asking(state)));
    return step(
        permitted, new Event.ModelReplied(ask, 1, reply, "test", null, null, Duration.ZERO, null));
  }

  private static Event permitted(RunState state, Pending one) {
    return new Event.CommandPermitted(
        one.command().id(),
        new Attempt(1, Attempt.Kind.PERFORM),
        Reservation.NONE,
        NOW,
        Wanted.digest(state, one.command()),
        null,
        none());
  }

  private static RunState step(RunState state, Event event) {
    return Kernel.step(state, new Entry(state.sequence() + 1, NOW, event));
  }

  private static Pending asking(RunState state) {
    return state.pending().values().stream()
        .filter(one -> one.command() instanceof AskModel)
        .findFirst()
        .orElseThrow();
  }

  private static Pending call(RunState state) {
    return state.pending().values().stream()
        .filter(one -> one.command() instanceof InvokeTool)
        .findFirst()
        .orElseThrow();
  }

  private static Facts none() {
    return new Facts(NOW, Standing.NONE, List.of(), List.of(), null, "");
  }
}
