package dev.interlock.runtime.agent;

import dev.interlock.kernel.charter.Rules.PolicyRule;
import dev.interlock.kernel.charter.Rules.Then;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code policy}: the owner's rules, in file order. */
final class PolicyReader {
  private PolicyReader() {}

  static List<PolicyRule> read(Section top) {
    List<PolicyRule> rules = new ArrayList<>();
    for (var rule : top.sections("policy", "policy")) {
      var when = rule.require("when", Shapes.TEXT, "CEL in quotes, as in 'args.amount > 100'");
      var then = rule.require("then", Shapes.oneOf(Then.class), "allow, hold or deny");
      var reason = rule.require("reason", Shapes.TEXT, "for people and for the model");
      rule.done();
      if (when.isEmpty() || then.isEmpty() || reason.isEmpty()) continue;
      rules.add(new PolicyRule(rule.path(), when.get(), then.get(), reason.get()));
    }
    return rules;
  }
}
