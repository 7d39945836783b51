package dev.interlock.runtime.gate;

import dev.interlock.kernel.charter.Rules.PolicyRule;
import dev.interlock.kernel.run.Facts.RuleOutcome;
import dev.interlock.kernel.run.Facts.Truth;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.gate.Expressions.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** Tries policy rules on calls that nobody makes, with the evaluator of the gates. Thread-safe. */
public final class PolicyTrial {
  private final Map<String, Expression> rules = new LinkedHashMap<>();

  /**
   * Compiles the rules.
   *
   * @throws BadExpressionException if one cannot be used
   */
  public PolicyTrial(List<PolicyRule> policy) {
    var expressions = new Expressions();
    for (var rule : policy) rules.put(rule.id(), expressions.compile(Kind.POLICY, rule.when()));
  }

  /**
   * A call.
   *
   * @param facts what is read for it, by name
   * @param at the time of the ruling
   */
  public record Call(String tool, Value.Obj arguments, Value.Obj facts, Instant at) {}

  /**
   * Returns the rules that are true of a call, or cannot be worked out, in their order.
   *
   * @param called how often a tool has been called
   */
  public List<RuleOutcome> outcomes(Call call, ToLongFunction<String> called) {
    var names = new HashMap<String, Object>();
    names.put("tool", call.tool());
    names.put("args", CelValues.of(call.arguments()));
    names.put("facts", CelValues.of(call.facts()));
    names.put("now", call.at());
    var outcomes = new ArrayList<RuleOutcome>();
    rules.forEach((rule, expression) -> {
      var outcome = expression.test(names, called);
      if (outcome.truth() == Truth.FALSE) return;
      outcomes.add(new RuleOutcome(rule, outcome.truth(), outcome.detail()));
    });
    return outcomes;
  }
}
