package dev.interlock.testkit.sim;

import dev.interlock.kernel.charter.Rules.PolicyRule;
import dev.interlock.kernel.charter.Undo;
import dev.interlock.kernel.run.Command.AcceptAnswer;
import dev.interlock.kernel.run.Command.AskModel;
import dev.interlock.kernel.run.Command.ConfirmEffect;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.Command.RollBack;
import dev.interlock.kernel.run.Command.Summarise;
import dev.interlock.kernel.run.Effects.Effect;
import dev.interlock.kernel.run.Event;
import dev.interlock.kernel.run.Event.CompensationImpossible;
import dev.interlock.kernel.run.Event.CompensationPrepared;
import dev.interlock.kernel.run.Event.FallbackTaken;
import dev.interlock.kernel.run.Event.LookImpossible;
import dev.interlock.kernel.run.Event.LookPrepared;
import dev.interlock.kernel.run.Event.PhaseEntered;
import dev.interlock.kernel.run.Facts;
import dev.interlock.kernel.run.Facts.AnswerFacts;
import dev.interlock.kernel.run.Facts.RuleOutcome;
import dev.interlock.kernel.run.Facts.Standing;
import dev.interlock.kernel.run.Facts.Truth;
import dev.interlock.kernel.run.Facts.Violation;
import dev.interlock.kernel.run.Pending;
import dev.interlock.kernel.run.RunState;
import dev.interlock.kernel.run.RunState.Unread;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.json.Json;
import dev.interlock.runtime.loop.FactSource;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Establishes facts by drawing them: what is drawn follows from the seed and from what is judged,
 * so that the same comes out whenever it is established again.
 */
final class SimFacts implements FactSource {
  static final String EVALUATORS = "simulated";

  /** The argument of a compensation that names the effect. */
  static final String OF = "of";

  private final Shape shape;

  SimFacts(Shape shape) {
    this.shape = shape;
  }

  @Override
  public Facts establish(RunState state, Pending pending, Instant at, Standing standing) {
    List<Violation> violations = List.of();
    List<RuleOutcome> policy = List.of();
    @Nullable AnswerFacts answer = null;
    @Nullable RuleOutcome doneWhen = null;
    switch (pending.command()) {
      case AskModel _, Summarise _, RollBack _ -> {}
      case InvokeTool call -> {
        violations = violations(call.digest().hex(), 150);
        policy = policy(state, pending, call);
      }
      case ConfirmEffect confirm -> doneWhen = doneWhen(pending, confirm);
      case AcceptAnswer(_, var text, var author) -> {
        answer = answer(state, text);
        if (author != null) answer = given(answer, Json.parse(text), author.evidence());
      }
    }
    return new Facts(at, standing, violations, policy, answer, doneWhen, EVALUATORS);
  }

  /** Here a phase ends with the first result of the tool that it names, or with its steps. */
  @Override
  public Optional<PhaseEntered> nextPhase(RunState state, Pending pending) {
    var phase = state.phase();
    if (phase.isEmpty() || !(pending.command() instanceof AskModel) || pending.past().begun()) {
      return Optional.empty();
    }
    var until = phase.get().until();
    var ends = until == null ? state.phaseIsUsedUp() : state.history().called(until) > 0;
    var next = state.course().phase().index() + 1;
    return ends ? Optional.of(new PhaseEntered(next, "phase-" + next, "drawn")) : Optional.empty();
  }

  /** A tool of this world takes back what its argument names. */
  @Override
  public Event compensation(RunState state, Effect effect) {
    var contract = state.mandate().charter().tool(effect.call().tool()).orElseThrow();
    if (!(contract.undo() instanceof Undo.By(var tool, _))
        || drawn("undo" + effect.id()).chance(40)) {
      return new CompensationImpossible(effect.id(), "drawn");
    }
    var arguments = Value.of(Map.<String, Value>of(OF, Value.of(effect.id().toString())));
    return new CompensationPrepared(effect.id(), tool, arguments, EVALUATORS);
  }

  @Override
  public Event look(RunState state, Unread unread) {
    var owner = unread.owner().command().id();
    var look = unread.look();
    if (drawn("look" + owner + look.name()).chance(40)) {
      return new LookImpossible(owner, look.name(), "drawn");
    }
    var about = Value.of(state.sequence() % 3);
    return new LookPrepared(
        owner, look.name(), look.tool(), Value.of(Map.<String, Value>of("a", about)), EVALUATORS);
  }

  /** It may come out otherwise whenever something else was read. */
  private RuleOutcome doneWhen(Pending pending, ConfirmEffect confirm) {
    var dice = drawn("done" + confirm.effect().id() + Value.of(pending.looked().found()).json());
    var truth = dice.pick(Truth.TRUE, Truth.TRUE, Truth.TRUE, Truth.FALSE, Truth.ERROR);
    return new RuleOutcome(confirm.effect().tool() + ".done-when", truth, "drawn");
  }

  @Override
  public FallbackTaken fallback(RunState state) {
    var recourse = state.course().recourse();
    var reason = recourse == null ? "" : recourse.reason();
    return drawn("fallback" + reason).chance(60)
        ? new FallbackTaken(Contracts.FUNCTION, null, "drawn")
        : new FallbackTaken(
            Contracts.FUNCTION, Value.of(Map.of("a", Value.of(1), "reason", Value.of(reason))), "");
  }

  @Override
  public Facts review(RunState state, Value result, Instant at) {
    var answer = given(answer(state, result.json()), result, new Value.Arr(List.of()));
    return new Facts(at, Standing.NONE, List.of(), List.of(), answer, EVALUATORS);
  }

  private static AnswerFacts given(AnswerFacts drawn, Value proper, Value evidence) {
    return new AnswerFacts(proper, evidence, null, drawn.violations(), List.of(), drawn.doneWhen());
  }

  private List<Violation> violations(String of, int perMille) {
    if (!shape.has(Feature.VIOLATIONS) || !drawn("violations" + of).chance(perMille)) {
      return List.of();
    }
    return List.of(new Violation("/a", "must be something else"));
  }

  private List<RuleOutcome> policy(RunState state, Pending pending, InvokeTool call) {
    var outcomes = new ArrayList<RuleOutcome>();
    for (var rule : state.mandate().charter().rules().policy()) {
      var truth = truth(rule, pending, call);
      if (truth != Truth.FALSE) outcomes.add(new RuleOutcome(rule.id(), truth, "drawn"));
    }
    return outcomes;
  }

  /** A rule may come out otherwise each time that a person has been asked. */
  private Truth truth(PolicyRule rule, Pending pending, InvokeTool call) {
    if (!rule.when().contains("'" + call.tool() + "'")) return Truth.FALSE;
    var dice = drawn(rule.id() + call.digest().hex() + pending.past().asked());
    if (dice.chance(50)) return Truth.ERROR;
    return dice.chance(500) ? Truth.TRUE : Truth.FALSE;
  }

  private AnswerFacts answer(RunState state, String text) {
    var dice = drawn("answer" + text);
    var gaps = dice.chance(200) ? List.of("a figure that stands nowhere") : List.<String>of();
    var confidence = dice.chance(850) ? BigDecimal.valueOf(dice.below(11), 1) : null;
    var doneWhen = new ArrayList<RuleOutcome>();
    for (var i = 0; i < state.mandate().charter().rules().doneWhen().size(); i++) {
      var truth = dice.pick(Truth.TRUE, Truth.TRUE, Truth.FALSE, Truth.ERROR);
      doneWhen.add(new RuleOutcome("done-when[" + i + "]", truth, "drawn"));
    }
    return new AnswerFacts(
        Value.of(text),
        new Value.Arr(List.of()),
        confidence,
        violations(text, 300),
        gaps,
        doneWhen);
  }

  private Dice drawn(String about) {
    return shape.dice("facts" + about);
  }
}
