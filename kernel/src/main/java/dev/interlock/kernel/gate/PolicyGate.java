package dev.interlock.kernel.gate;

import dev.interlock.kernel.charter.Rules.PolicyRule;
import dev.interlock.kernel.charter.Rules.Then;
import dev.interlock.kernel.run.Command;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.Facts;
import dev.interlock.kernel.run.Facts.RuleOutcome;
import dev.interlock.kernel.run.Facts.Truth;
import dev.interlock.kernel.run.Hold;
import dev.interlock.kernel.run.RunState;
import java.util.ArrayList;

/** The owner's rules. Deny beats hold; a rule that cannot be evaluated denies. */
final class PolicyGate implements Gate {

  @Override
  public String name() {
    return "policy";
  }

  /** What is read for a ruling, and with which arguments, the owner has said already. */
  @Override
  public boolean governsLooks() {
    return false;
  }

  @Override
  public Verdict judge(RunState state, Command command, Facts facts) {
    if (!(command instanceof InvokeTool call)) return Verdict.Allow.ALLOW;
    var questions = new ArrayList<Hold>();
    for (var outcome : facts.policy()) {
      var rule = require(state, outcome.rule());
      if (outcome.result() == Truth.ERROR) return deny(rule, call, brokenRule(outcome));
      if (outcome.result() == Truth.FALSE) continue;
      if (rule.then() == Then.DENY) return deny(rule, call, rule.reason());
      if (rule.then() == Then.HOLD) {
        var saw = Saw.the("when", rule.when()).written();
        questions.add(new Hold(name(), rule.id(), rule.reason(), saw, rule.quorum()));
      }
    }
    return questions.isEmpty() ? Verdict.Allow.ALLOW : new Verdict.Hold(questions);
  }

  private Verdict deny(PolicyRule rule, InvokeTool call, String reason) {
    var saw = Saw.the("when", rule.when()).and("arguments", call.arguments()).written();
    return new Verdict.Deny(Refusal.POLICY.denial(name(), rule.id(), reason, saw));
  }

  private static String brokenRule(RuleOutcome outcome) {
    return "rule " + outcome.rule() + " could not be evaluated: " + outcome.detail();
  }

  private static PolicyRule require(RunState state, String id) {
    return state.mandate().charter().rules().policy().stream()
        .filter(rule -> rule.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("facts name no rule of this charter: " + id));
  }
}
