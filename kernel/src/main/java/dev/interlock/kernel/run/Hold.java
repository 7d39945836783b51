package dev.interlock.kernel.run;

import dev.interlock.kernel.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * A gate's "ask a person".
 *
 * @param gate who asks
 * @param rule which of its rules; an approval satisfies holds of the same gate and rule
 * @param reason one line for the person
 * @param saw the values that it was decided on
 * @param quorum how many people must say yes to it; null for as many as to any call
 */
public record Hold(
    String gate, String rule, String reason, Value.Obj saw, @Nullable Integer quorum) {

  /** A question that takes no more people than any other. */
  public Hold(String gate, String rule, String reason, Value.Obj saw) {
    this(gate, rule, reason, saw, null);
  }

  /** Returns how many people must say yes to it, where any question takes so many. */
  public int quorumOr(int usual) {
    return quorum == null ? usual : Math.max(quorum, usual);
  }

  boolean sameQuestion(Hold other) {
    return gate.equals(other.gate) && rule.equals(other.rule);
  }
}
