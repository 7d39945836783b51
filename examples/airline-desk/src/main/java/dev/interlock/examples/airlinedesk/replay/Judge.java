package dev.interlock.examples.airlinedesk.replay;

import dev.interlock.examples.airlinedesk.replay.Recording.Step.Called;
import dev.interlock.examples.airlinedesk.replay.Ruling.Verdict;
import dev.interlock.kernel.charter.Rules.PolicyRule;
import dev.interlock.kernel.charter.Rules.Then;
import dev.interlock.kernel.run.Facts.Truth;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.confirm.Confirmation.Confirmed;
import dev.interlock.runtime.confirm.Confirmation.Unconfirmed;
import dev.interlock.runtime.confirm.Confirmations;
import dev.interlock.runtime.confirm.Known;
import dev.interlock.runtime.gate.PolicyTrial;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Judges recorded writes: the airline's policy first, then whether the user has confirmed. */
final class Judge {
  /** 15:00 airline time. */
  private static final Instant NOW = Instant.parse("2024-05-15T20:00:00Z");

  private final PolicyTrial trial;
  private final Map<String, PolicyRule> rules;

  Judge(List<PolicyRule> policy) {
    this.trial = new PolicyTrial(policy);
    this.rules = policy.stream().collect(Collectors.toMap(PolicyRule::id, Function.identity()));
  }

  /**
   * Judges a write.
   *
   * @param shadow as it is before the write
   */
  Verdict verdict(Called write, Conversation so, Shadow shadow) {
    var facts = Facts.of(write.tool(), write.arguments(), shadow);
    var confirmation =
        Confirmations.judge(
            so.turns(), so.known(facts), write.arguments(), Consent.of(write.tool()));
    var call =
        new PolicyTrial.Call(
            write.tool(), write.arguments(), facts.with("said", Value.of(so.said())), NOW);
    for (var outcome : trial.outcomes(call, so::called)) {
      var rule = rules.get(outcome.rule());
      if (rule == null) throw new IllegalStateException("no rule " + outcome.rule());
      if (outcome.result() == Truth.ERROR || rule.then() == Then.DENY) {
        var reason = outcome.result() == Truth.ERROR ? outcome.detail() : rule.reason();
        return new Verdict.Denied(rule.id(), reason, confirmation instanceof Confirmed);
      }
    }
    return switch (confirmation) {
      case Confirmed _ -> new Verdict.Allowed();
      case Unconfirmed(var missing) -> new Verdict.Held(missing);
    };
  }

  /** What tools had told when a conversation came so far, with what was read for the ruling. */
  static Known fact(String name, Value value) {
    return new Known("facts." + name, Value.Obj.EMPTY, value);
  }
}
