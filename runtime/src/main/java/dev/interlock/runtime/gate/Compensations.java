package dev.interlock.runtime.gate;

import dev.interlock.kernel.charter.ToolContract;
import dev.interlock.kernel.charter.Undo;
import dev.interlock.kernel.run.Effects.Effect;
import dev.interlock.kernel.run.Event;
import dev.interlock.kernel.run.Event.CompensationImpossible;
import dev.interlock.kernel.run.Event.CompensationPrepared;
import dev.interlock.kernel.run.RunState;
import dev.interlock.kernel.value.Value;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Works out what effects are taken back with. Immutable, thread-safe.
 *
 * @param args an expression for each argument of the compensation; by the name of the tool whose
 *     effect is taken back. Tools that take the arguments by name are not among them
 */
record Compensations(Map<String, Map<String, Expression>> args) {
  Compensations {
    args = Map.copyOf(args);
  }

  boolean needsExpressions() {
    return !args.isEmpty();
  }

  /**
   * @param result what the effect answered; empty if that cannot be found
   * @param evaluators recorded beside arguments that expressions gave
   */
  Event of(RunState state, Effect effect, Optional<Value> result, String evaluators) {
    var contract = state.mandate().charter().tool(effect.call().tool()).orElseThrow();
    if (!(contract.undo() instanceof Undo.By(var tool, _))) {
      return new CompensationImpossible(effect.id(), "nothing undoes " + contract.name());
    }
    var expressions = args.get(contract.name());
    if (expressions == null) {
      var compensating = state.mandate().charter().tool(tool).orElseThrow();
      var arguments = byName(compensating, effect, result);
      return new CompensationPrepared(effect.id(), tool, arguments, Evaluators.NONE);
    }
    if (result.isEmpty()) {
      return new CompensationImpossible(effect.id(), "its result cannot be found");
    }
    var names =
        Map.of(
            "args", CelValues.of(effect.call().arguments()), "result", CelValues.of(result.get()));
    var worked = new TreeMap<String, Value>();
    for (var expression : new TreeMap<>(expressions).entrySet()) {
      switch (expression.getValue().value(names)) {
        case Expression.Worth.Worked(var value) -> worked.put(expression.getKey(), value);
        case Expression.Worth.None(var problem) -> {
          var where = contract.name() + ".compensate.args." + expression.getKey();
          return new CompensationImpossible(effect.id(), where + ": " + problem);
        }
      }
    }
    return new CompensationPrepared(effect.id(), tool, Value.of(worked), evaluators);
  }

  /** What stands nowhere is left out; if the tool needs it, its schema says so. */
  private static Value.Obj byName(
      ToolContract compensating, Effect effect, Optional<Value> result) {
    var arguments = new TreeMap<String, Value>();
    if (compensating.descriptor().input().get("properties").orElse(null)
        instanceof Value.Obj properties) {
      for (var name : properties.members().keySet()) {
        result
            .flatMap(value -> member(value, name))
            .or(() -> member(effect.call().arguments(), name))
            .ifPresent(value -> arguments.put(name, value));
      }
    }
    return Value.of(arguments);
  }

  private static Optional<Value> member(Value of, String name) {
    return of instanceof Value.Obj object ? object.get(name) : Optional.empty();
  }
}
