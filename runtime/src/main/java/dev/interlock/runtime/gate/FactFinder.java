package dev.interlock.runtime.gate;

import dev.interlock.kernel.charter.Charter;
import dev.interlock.kernel.run.Assessment;
import dev.interlock.kernel.run.Command.AcceptAnswer;
import dev.interlock.kernel.run.Command.AskModel;
import dev.interlock.kernel.run.Command.ConfirmEffect;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.Command.RollBack;
import dev.interlock.kernel.run.Command.Summarise;
import dev.interlock.kernel.run.Effects.Effect;
import dev.interlock.kernel.run.Event;
import dev.interlock.kernel.run.Event.FallbackTaken;
import dev.interlock.kernel.run.Event.PhaseEntered;
import dev.interlock.kernel.run.Facts;
import dev.interlock.kernel.run.Facts.RuleOutcome;
import dev.interlock.kernel.run.Facts.Truth;
import dev.interlock.kernel.run.Pending;
import dev.interlock.kernel.run.RunState;
import dev.interlock.kernel.run.RunState.Unread;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Establishes the facts that gates judge by. One per charter: everything that the charter says in
 * JSON Schema or CEL is compiled here, once. Immutable, thread-safe. A library that a charter does
 * not need is never loaded.
 */
public final class FactFinder {
  private static final Expression.Outcome NOT_TRUE = new Expression.Outcome(Truth.FALSE, "");

  private final CompiledCharter charter;

  private FactFinder(CompiledCharter charter) {
    this.charter = charter;
  }

  /**
   * Compiles what a charter says.
   *
   * @throws dev.interlock.runtime.UserError if a schema or expression cannot be used; names it, as
   *     in {@code policy[2].when}
   */
  public static FactFinder of(Charter charter) {
    return new FactFinder(CompiledCharter.of(charter));
  }

  /** Which versions of which libraries establish facts under this charter; empty if none. */
  public String evaluators() {
    return charter.evaluators();
  }

  /**
   * Returns the facts about one command that waits for the gates. A command that has begun, and a
   * wish to ask the model, need no more than the standing.
   *
   * @param at the time of the entry that will hold the ruling
   * @param standing rights and switches as of now
   * @param entries where the figures of an answer are looked up
   */
  public Facts establish(
      RunState state, Pending pending, Instant at, Facts.Standing standing, EntryReader entries) {
    var bare = new Facts(at, standing, List.of(), List.of(), null, Evaluators.NONE);
    if (pending.past().begun()) return bare;
    return switch (pending.command()) {
      case AskModel _, Summarise _, RollBack _ -> bare;
      case InvokeTool call -> aboutCall(state, pending, call, bare);
      case ConfirmEffect confirm ->
          new Facts(
              at,
              standing,
              List.of(),
              List.of(),
              null,
              charter.readings().confirm(pending, confirm, entries),
              charter.evaluators());
      case AcceptAnswer(_, var text, var author) -> {
        var answers = charter.answers();
        var answer =
            author == null
                ? answers.about(text, Readings.facts(pending), state.history()::called, entries)
                : answers.given(
                    Json.parse(text),
                    author.evidence(),
                    Readings.facts(pending),
                    state.history()::called);
        yield new Facts(at, standing, List.of(), List.of(), answer, charter.evaluators());
      }
    };
  }

  /**
   * Returns what the fallback function is given.
   *
   * @param results the last complete result of each tool, by its name
   */
  public FallbackTaken fallback(RunState state, Map<String, Value> results) {
    var recourse = state.course().recourse();
    var arguments = charter.fallback();
    if (recourse == null || arguments == null) throw new IllegalStateException("no fallback");
    return arguments.of(state.mandate().charter().goal(), recourse.reason(), results);
  }

  /** Returns the facts about an answer that a person gives in manual review. */
  public Facts review(RunState state, Value result, Instant at) {
    var answer =
        charter
            .answers()
            .given(result, new Value.Arr(List.of()), Map.of(), state.history()::called);
    return new Facts(at, Facts.Standing.NONE, List.of(), List.of(), answer, charter.evaluators());
  }

  /**
   * Returns the phase that begins before a command is judged; empty if the run stays in its own.
   */
  public Optional<PhaseEntered> nextPhase(RunState state, Pending pending) {
    return charter.phases().next(state, pending);
  }

  /**
   * Works out what an effect is taken back with; what it answered stands in its entry.
   *
   * @param effect one that happened, and whose contract says how it is taken back
   */
  public Event compensation(RunState state, Effect effect, EntryReader entries) {
    var result = entries.recorded(effect.entry());
    return charter.compensations().of(state, effect, result, charter.evaluators());
  }

  /** Works out what is read before a command is judged. */
  public Event look(RunState state, Unread unread, EntryReader entries) {
    return charter
        .readings()
        .prepare(
            state,
            unread.owner(),
            unread.look(),
            entries,
            charter.answers()::proper,
            charter.evaluators());
  }

  /**
   * Whether a query's answer means that the effect took place.
   *
   * @param tool the tool whose effect is asked about, not the query tool
   * @param result what the query tool returned
   * @throws IllegalArgumentException if the answer does not tell; then nothing is known
   */
  public boolean happened(String tool, Value result) {
    var expression = charter.happenedWhen().get(tool);
    if (expression == null) throw new IllegalArgumentException(tool + " cannot be asked about");
    var outcome = expression.test(Map.of("result", CelValues.of(result)), _ -> 0);
    return switch (outcome.truth()) {
      case TRUE -> true;
      case FALSE -> false;
      case ERROR -> throw new IllegalArgumentException(outcome.detail());
    };
  }

  /**
   * Holds a result against the contract of its tool.
   *
   * @param arguments what it was called with, without the key
   * @param headers of the response, their names in lower case; empty if there are none
   * @param at when it came, by the journal's clock
   * @return empty if the charter asks nothing of the tool's results
   */
  public Optional<Assessment> assess(
      String tool, Value.Obj arguments, Value result, Map<String, String> headers, Instant at) {
    return Optional.ofNullable(charter.results().get(tool))
        .map(contract ->
            contract.assess(
                new ResultContract.Reply(arguments, result, headers, at), charter.evaluators()));
  }

  private Facts aboutCall(RunState state, Pending pending, InvokeTool call, Facts bare) {
    var schema = charter.arguments().get(call.tool());
    if (schema == null || !(call.arguments() instanceof Value.Obj)) return bare;
    var violations = schema.check(call.arguments());
    var policy =
        violations.isEmpty() && isRead(state, pending)
            ? policy(state, pending, call, bare.at())
            : List.<RuleOutcome>of();
    return new Facts(bare.at(), bare.standing(), violations, policy, null, charter.evaluators());
  }

  /** Without what they rest on, rules tell nothing: the call is denied, or it is not judged yet. */
  private static boolean isRead(RunState state, Pending pending) {
    return state.looks(pending.command().id()).stream()
        .allMatch(look -> pending.looked().found().containsKey(look.name()));
  }

  /** Rules that came out false are left out: most do, and an entry should stay small. */
  private List<RuleOutcome> policy(RunState state, Pending pending, InvokeTool call, Instant at) {
    if (charter.policy().isEmpty()) return List.of();
    var names = CallNames.of(state, pending, call);
    names.put("now", at);
    var outcomes = new ArrayList<RuleOutcome>();
    charter
        .policy()
        .forEach((rule, expression) -> {
          var outcome = expression.test(names, state.history()::called);
          if (outcome.equals(NOT_TRUE)) return;
          outcomes.add(new RuleOutcome(rule, outcome.truth(), outcome.detail()));
        });
    return outcomes;
  }
}
