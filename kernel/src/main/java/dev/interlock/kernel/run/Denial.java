package dev.interlock.kernel.run;

import dev.interlock.kernel.failure.Leaf;
import dev.interlock.kernel.value.Value;

/**
 * A gate's no.
 *
 * @param gate who said no
 * @param rule which of its rules
 * @param reason one line for the model and for people: what was wrong, and what would be right
 * @param saw the values that it was decided on
 * @param consequence what follows for the run
 * @param leaf the failure that was contained
 */
public record Denial(
    String gate, String rule, String reason, Value.Obj saw, Consequence consequence, Leaf leaf) {

  /** What follows from a denial. */
  public enum Consequence {
    /** The model is told and may propose something else. */
    NEWS,
    /** The model is told what to mend; the times are counted. */
    REPAIR,
    /** A person takes over. */
    ESCALATE,
    /** The run ends at a limit. */
    STOP
  }
}
