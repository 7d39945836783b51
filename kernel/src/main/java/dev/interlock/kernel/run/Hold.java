package dev.interlock.kernel.run;

import dev.interlock.kernel.value.Value;

/**
 * A gate's "ask a person".
 *
 * @param gate who asks
 * @param rule which of its rules; an approval satisfies holds of the same gate and rule
 * @param reason one line for the person
 * @param saw the values that it was decided on
 */
public record Hold(String gate, String rule, String reason, Value.Obj saw) {

  boolean sameQuestion(Hold other) {
    return gate.equals(other.gate) && rule.equals(other.rule);
  }
}
