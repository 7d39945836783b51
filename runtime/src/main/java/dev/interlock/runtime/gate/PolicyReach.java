package dev.interlock.runtime.gate;

import dev.interlock.kernel.charter.Rules.PolicyRule;
import dev.interlock.kernel.run.Facts.Truth;
import dev.interlock.runtime.gate.Expressions.Kind;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which rules can come out true of which tools, as far as the name of a tool alone tells: whatever
 * else a rule names is taken for unknown.
 */
public final class PolicyReach {
  private final Map<String, Set<String>> tools = new LinkedHashMap<>();

  /**
   * Tries each rule with each tool.
   *
   * @param policy rules that compile; others are taken to concern every tool
   * @param names of the tools that the model may propose
   */
  public PolicyReach(List<PolicyRule> policy, Collection<String> names) {
    var expressions = new Expressions();
    for (var rule : policy) {
      var reached = new TreeSet<String>();
      for (var tool : names) {
        if (mayFire(expressions, rule, tool)) reached.add(tool);
      }
      tools.put(rule.id(), reached);
    }
  }

  private static boolean mayFire(Expressions expressions, PolicyRule rule, String tool) {
    try {
      var outcome =
          expressions
              .compile(Kind.POLICY, rule.when())
              .test(Map.of("tool", tool), PolicyReach::unknown);
      return outcome.truth() != Truth.FALSE;
    } catch (BadExpressionException notOne) {
      return true;
    }
  }

  private static long unknown(String tool) {
    throw new IllegalStateException("how often " + tool + " was called is not known");
  }

  /** Whether a rule is false of every tool, whatever it is called with. */
  public boolean neverFires(PolicyRule rule) {
    return reached(rule).isEmpty();
  }

  /** Whether some rule can come out true of a tool. */
  public boolean concerns(String tool) {
    return tools.values().stream().anyMatch(reached -> reached.contains(tool));
  }

  private Set<String> reached(PolicyRule rule) {
    var reached = tools.get(rule.id());
    if (reached == null) throw new IllegalArgumentException("no rule " + rule.id());
    return reached;
  }
}
