package dev.interlock.runtime.gate;

import dev.interlock.kernel.charter.Look;
import dev.interlock.kernel.run.Command.AcceptAnswer;
import dev.interlock.kernel.run.Command.ConfirmEffect;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.Event;
import dev.interlock.kernel.run.Event.LookImpossible;
import dev.interlock.kernel.run.Event.LookPrepared;
import dev.interlock.kernel.run.Facts.RuleOutcome;
import dev.interlock.kernel.run.Facts.Truth;
import dev.interlock.kernel.run.Pending;
import dev.interlock.kernel.run.RunState;
import dev.interlock.kernel.value.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Works out what is read for a ruling, and whether an effect is what it should be. Immutable,
 * thread-safe.
 *
 * @param ofCalls what is read before a call is judged; by its tool
 * @param ofEffects what is read after an effect; by its tool
 * @param ofAnswer what is read before an answer is judged
 * @param doneWhen the post-conditions of effects; by their tool
 */
record Readings(
    Map<String, List<Reading>> ofCalls,
    Map<String, List<Reading>> ofEffects,
    List<Reading> ofAnswer,
    Map<String, Expression> doneWhen) {

  Readings {
    ofCalls = Map.copyOf(ofCalls);
    ofEffects = Map.copyOf(ofEffects);
    ofAnswer = List.copyOf(ofAnswer);
    doneWhen = Map.copyOf(doneWhen);
  }

  /**
   * One read.
   *
   * @param args an expression for each argument
   */
  record Reading(Look look, Map<String, Expression> args) {
    Reading {
      args = Map.copyOf(args);
    }
  }

  boolean needsExpressions() {
    return !doneWhen.isEmpty() || !ofAnswer.isEmpty() || !ofCalls.isEmpty() || !ofEffects.isEmpty();
  }

  /**
   * Works out what is read.
   *
   * @param answer takes the answer proper out of what the model wrote
   * @param evaluators recorded beside the arguments
   */
  Event prepare(
      RunState state,
      Pending owner,
      Look look,
      EntryReader entries,
      Function<AcceptAnswer, Value> answer,
      String evaluators) {
    var id = owner.command().id();
    var reading =
        readings(owner).stream().filter(one -> one.look.equals(look)).findFirst().orElseThrow();
    var names = names(state, owner, entries, answer);
    if (names.isEmpty()) {
      return new LookImpossible(id, look.name(), "the result of the effect cannot be found");
    }
    var arguments = new TreeMap<String, Value>();
    for (var arg : new TreeMap<>(reading.args).entrySet()) {
      switch (arg.getValue().value(names.get())) {
        case Expression.Worth.Worked(var value) -> arguments.put(arg.getKey(), value);
        case Expression.Worth.None(var problem) -> {
          return new LookImpossible(
              id, look.name(), look.tool() + "." + arg.getKey() + ": " + problem);
        }
      }
    }
    return new LookPrepared(id, look.name(), look.tool(), Value.of(arguments), evaluators);
  }

  private List<Reading> readings(Pending owner) {
    return switch (owner.command()) {
      case InvokeTool call -> ofCalls.getOrDefault(call.tool(), List.of());
      case ConfirmEffect confirm -> ofEffects.getOrDefault(confirm.effect().tool(), List.of());
      default -> ofAnswer;
    };
  }

  private Optional<Map<String, Object>> names(
      RunState state, Pending owner, EntryReader entries, Function<AcceptAnswer, Value> answer) {
    return switch (owner.command()) {
      case InvokeTool call -> Optional.of(CallNames.of(state, owner, call));
      case ConfirmEffect confirm -> effect(owner, confirm, entries);
      case AcceptAnswer accept -> {
        var names = new HashMap<String, Object>();
        names.put("goal", state.mandate().charter().goal());
        names.put("output", CelValues.of(answer.apply(accept)));
        names.put("facts", facts(owner));
        yield Optional.of(names);
      }
      default -> throw new IllegalArgumentException("nothing is read for " + owner.command().id());
    };
  }

  /** What has been read so far, as expressions see it. */
  static Map<String, Object> facts(Pending owner) {
    var facts = new HashMap<String, Object>();
    owner.looked().found().forEach((name, value) -> facts.put(name, CelValues.of(value)));
    return facts;
  }

  /** Says whether an effect is what it should be. */
  RuleOutcome confirm(Pending pending, ConfirmEffect confirm, EntryReader entries) {
    var tool = confirm.effect().tool();
    var rule = tool + ".done-when";
    var names = effect(pending, confirm, entries);
    if (names.isEmpty()) {
      return new RuleOutcome(rule, Truth.ERROR, "the result of the effect cannot be found");
    }
    var expression = doneWhen.get(tool);
    if (expression == null) throw new IllegalStateException(tool + " has no post-condition");
    var outcome = expression.test(names.get(), _ -> 0);
    return new RuleOutcome(rule, outcome.truth(), outcome.detail());
  }

  private static Optional<Map<String, Object>> effect(
      Pending owner, ConfirmEffect confirm, EntryReader entries) {
    return entries
        .recorded(confirm.entry())
        .map(result ->
            Map.of(
                "args", CelValues.of(confirm.effect().arguments()),
                "result", CelValues.of(result),
                "facts", facts(owner)));
  }
}
