package dev.interlock.runtime.agent;

import dev.interlock.kernel.charter.Rules.ApprovalTerms;
import dev.interlock.kernel.charter.Rules.PolicyRule;
import dev.interlock.kernel.charter.Rules.Then;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code policy}: the owner's rules, in file order. */
final class PolicyReader {
  private PolicyReader() {}

  static List<PolicyRule> read(Section top) {
    List<PolicyRule> rules = new ArrayList<>();
    for (var rule : top.sections("policy", "policy")) {
      var when = rule.require("when", Shapes.TEXT, "CEL in quotes, as in 'args.amount > 100'");
      var then = rule.require("then", Shapes.oneOf(Then.class), "allow, hold or deny");
      var reason = rule.require("reason", Shapes.TEXT, "for people and for the model");
      var quorum = quorum(rule, then.orElse(null));
      rule.done();
      if (when.isEmpty() || then.isEmpty() || reason.isEmpty()) continue;
      rules.add(new PolicyRule(rule.path(), when.get(), then.get(), reason.get(), quorum));
    }
    return rules;
  }

  private static @Nullable Integer quorum(Section rule, @Nullable Then then) {
    var quorum = rule.get("quorum", Shapes.whole(1, ApprovalTerms.QUORUM_MAX)).orElse(null);
    if (quorum != null && then != Then.HOLD) {
      rule.error(
          "quorum",
          rule.pathOf("quorum") + ": nobody is asked",
          "say then: hold, or leave quorum out");
    }
    return quorum;
  }
}
