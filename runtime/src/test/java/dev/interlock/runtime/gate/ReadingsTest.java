package dev.interlock.runtime.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.kernel.brief.ModelReply;
import dev.interlock.kernel.brief.Proposal;
import dev.interlock.kernel.charter.Charter;
import dev.interlock.kernel.charter.Grounds;
import dev.interlock.kernel.charter.Look;
import dev.interlock.kernel.charter.PostCondition;
import dev.interlock.kernel.charter.Principal;
import dev.interlock.kernel.charter.Rules.Then;
import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.gate.GatePipeline;
import dev.interlock.kernel.gate.RulingEvents;
import dev.interlock.kernel.run.Content;
import dev.interlock.kernel.run.Entry;
import dev.interlock.kernel.run.Event;
import dev.interlock.kernel.run.Event.LookImpossible;
import dev.interlock.kernel.run.Event.LookPrepared;
import dev.interlock.kernel.run.Facts;
import dev.interlock.kernel.run.Facts.RuleOutcome;
import dev.interlock.kernel.run.Facts.Standing;
import dev.interlock.kernel.run.Facts.Truth;
import dev.interlock.kernel.run.Kernel;
import dev.interlock.kernel.run.RunState;
import dev.interlock.kernel.value.Digest;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.UserError;
import dev.interlock.runtime.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is read for rulings is worked out by the owner's expressions, and known to the policy. */
class ReadingsTest {
  private static final Look ORDER = new Look("order", "get_order", Map.of("id", "args.id"));
  private static final Look BUYER =
      new Look("buyer", "get_user", Map.of("user", "facts.order.buyer"));
  private static final PostCondition PAID =
      new PostCondition(
          List.of(new Look("now", "get_order", Map.of("id", "result.order"))),
          "facts.now.paid == args.amount",
          "it is not paid");

  private final Map<Long, Value> results = new HashMap<>();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void what_is_read_later_can_be_asked_by_what_was_read_before() {
    var charter = desk(new Grounds(List.of(ORDER, BUYER), null)).made();
    var state = proposed(charter, "{\"id\":\"o-1\"}");

    var first = (LookPrepared) prepared(charter, state);
    assertThat(first.tool()).isEqualTo("get_order");
    assertThat(first.arguments().json()).isEqualTo("{\"id\":\"o-1\"}");
    assertThat(first.evaluators()).contains("cel");
    state = found(charter, state, first, "{\"buyer\":\"ann\"}");

    assertThat(((LookPrepared) prepared(charter, state)).arguments().json())
        .isEqualTo("{\"user\":\"ann\"}");
  }

  @Test
  void what_cannot_be_worked_out_says_why() {
    var charter = desk(new Grounds(List.of(ORDER), null)).made();
    var state = proposed(charter, "{}");

    assertThat(((LookImpossible) prepared(charter, state)).reason())
        .isEqualTo("get_order.id: key 'id' is not present in map.");
  }

  @Test
  void policy_knows_what_was_read_and_what_time_it_is() {
    var charter =
        desk(new Grounds(List.of(ORDER), null))
            .policy("facts.order.cabin == 'basic'", Then.DENY)
            .policy("now - timestamp(facts.order.at) > duration('24h')", Then.HOLD)
            .policy("now < timestamp('2026-01-01T00:00:00Z')", Then.DENY)
            .made();
    var state = proposed(charter, "{\"id\":\"o-1\"}");
    var first = (LookPrepared) prepared(charter, state);
    state = found(charter, state, first, "{\"cabin\":\"basic\",\"at\":\"2025-12-30T00:00:00Z\"}");

    assertThat(facts(charter, state).policy())
        .containsExactly(
            new RuleOutcome("policy[0]", Truth.TRUE, ""),
            new RuleOutcome("policy[1]", Truth.TRUE, ""));
  }

  @Test
  void a_post_condition_is_judged_by_the_call_its_result_and_what_is_read_after() {
    var charter = desk(new Grounds(List.of(), PAID)).made();
    var state = proposed(charter, "{\"amount\":12.5}");
    var call = state.permitted().getFirst().command().id();
    var result = Json.parse("{\"order\":\"o-7\"}");
    state = next(state, new Event.ToolReturned(call, 1, inline(result), Duration.ZERO));
    results.put(state.sequence(), result);

    var look = (LookPrepared) prepared(charter, state);
    assertThat(look.arguments().json()).isEqualTo("{\"id\":\"o-7\"}");

    var paid = found(charter, state, look, "{\"paid\":12.50}");
    assertThat(facts(charter, paid).doneWhen())
        .isEqualTo(new RuleOutcome("pay.done-when", Truth.TRUE, ""));
  }

  @Test
  void a_post_condition_that_does_not_hold_or_cannot_be_evaluated_says_so() {
    var charter = desk(new Grounds(List.of(), PAID)).made();
    for (var found : List.of("{\"paid\":1}", "{}")) {
      var state = proposed(charter, "{\"amount\":12.5}");
      var call = state.permitted().getFirst().command().id();
      var result = Json.parse("{\"order\":\"o-7\"}");
      state = next(state, new Event.ToolReturned(call, 1, inline(result), Duration.ZERO));
      results.put(state.sequence(), result);
      var after = found(charter, state, (LookPrepared) prepared(charter, state), found);

      var outcome = Objects.requireNonNull(facts(charter, after).doneWhen());

      assertThat(outcome.result()).isEqualTo(found.equals("{}") ? Truth.ERROR : Truth.FALSE);
    }
  }

  @Test
  void an_answer_is_judged_by_what_is_read_for_it() {
    var charter =
        desk(Grounds.NONE)
            .facts(new Look("order", "get_order", Map.of("id", "output")))
            .doneWhen("facts.order.open == false")
            .made();
    var state = answered(charter, "o-9");

    var look = (LookPrepared) prepared(charter, state);
    assertThat(look.arguments().json()).isEqualTo("{\"id\":\"o-9\"}");
    var closed = found(charter, state, look, "{\"open\":false}");

    var answer = Objects.requireNonNull(facts(charter, closed).answer());
    assertThat(answer.doneWhen()).containsExactly(new RuleOutcome("done-when[0]", Truth.TRUE, ""));
  }

  @Test
  void a_fact_that_nobody_reads_is_refused_before_anything_runs() {
    assertRefused(
        desk(new Grounds(List.of(ORDER), null)).policy("facts.oder.open", Then.DENY),
        "facts.oder is not read for it",
        "policy[0].when");
    assertRefused(
        desk(new Grounds(List.of(BUYER, ORDER), null)),
        "facts.order is not read for it",
        "pay.facts.buyer.args.user");
    assertRefused(
        desk(Grounds.NONE).doneWhen("facts.order.open"),
        "facts.order is not read for it",
        "done-when[0]");
  }

  @Test
  void an_expression_that_cannot_be_used_is_refused_before_anything_runs() {
    var wrong = new Look("order", "get_order", Map.of("id", "result.id"));
    assertRefused(
        desk(new Grounds(List.of(wrong), null)),
        "undeclared reference to 'result'",
        "pay.facts.order.args.id");
  }

  private static void assertRefused(Charters charters, String what, String where) {
    assertThatThrownBy(() -> FactFinder.of(charters.made()))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(what)
        .extracting(error -> ((UserError) error).where())
        .isEqualTo(where);
  }

  private static Charters desk(Grounds grounds) {
    return new Charters().tool("get_order", "{}").tool("get_user", "{}").grounded("pay", grounds);
  }

  private RunState proposed(Charter charter, String arguments) {
    var proposal = new Proposal("c-1", "pay", Json.parse(arguments));
    return replied(charter, new ModelReply("", List.of(proposal)));
  }

  private RunState answered(Charter charter, String text) {
    return replied(charter, new ModelReply(text, List.of()));
  }

  private RunState replied(Charter charter, ModelReply reply) {
    now = Instant.parse("2026-01-01T00:00:00Z");
    var first =
        new Event.RunStarted(new RunId("0".repeat(26)), charter, Digest.NONE, Principal.of("ann"));
    var state = judged(charter, Kernel.begin(new Entry(1, now, first)));
    var ask = state.permitted().getFirst().command().id();
    return judged(
        charter,
        next(state, new Event.ModelReplied(ask, 1, reply, "m", null, null, Duration.ZERO, null)));
  }

  private Event prepared(Charter charter, RunState state) {
    return FactFinder.of(charter).look(state, state.toLook(now).orElseThrow(), this::read);
  }

  /** The read is permitted and gives this. */
  private RunState found(Charter charter, RunState state, LookPrepared look, String json) {
    var permitted = judged(charter, next(state, look));
    var call = permitted.permitted().getLast().command().id();
    return next(
        permitted, new Event.ToolReturned(call, 1, inline(Json.parse(json)), Duration.ZERO));
  }

  private Facts facts(Charter charter, RunState state) {
    return FactFinder.of(charter)
        .establish(state, state.due(now).getFirst(), now, Standing.NONE, this::read);
  }

  private RunState judged(Charter charter, RunState state) {
    var judged = state;
    for (var due = judged.due(now); !due.isEmpty(); due = judged.due(now)) {
      var facts = facts(charter, judged);
      var ruling = GatePipeline.standard().judge(judged, due.getFirst(), facts);
      judged = next(judged, RulingEvents.of(judged, due.getFirst(), ruling, facts));
    }
    return judged;
  }

  private RunState next(RunState state, Event event) {
    return Kernel.step(state, new Entry(state.sequence() + 1, now, event));
  }

  private Optional<Value> read(long entry) {
    return Optional.ofNullable(results.get(entry));
  }

  private static Content inline(Value value) {
    return new Content.Inline(value);
  }
}
