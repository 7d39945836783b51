package dev.interlock.kernel.run;

import dev.interlock.kernel.failure.Leaf;
import dev.interlock.kernel.run.Denial.Consequence;

/**
 * Every way in which an agent comes to a stop without an accepted answer, and who takes over then.
 * The one place that decides it; what people read is made from it.
 *
 * <p>What the agent cannot do, somebody else may: first the fallback function, then a person. What
 * the owner forbids, or a limit that the owner set, nobody else gets around.
 */
public enum Impasse {
  MODELS_FAILED("every model of the chain has failed", true, true, Status.FAILED),
  REPAIRS_USED_UP("`budget.repairs` is used up", true, true, Status.STOPPED),
  UNSURE("the answer's confidence is below `confidence-min`", true, true, Status.ESCALATED),
  NO_PROGRESS("the run goes in circles, or nothing new comes up", true, false, Status.STOPPED),
  FUNCTION_FAILED(
      "the fallback function failed, was refused, or its answer was",
      false,
      true,
      Status.ESCALATED),
  LIMIT(
      "a limit is reached: steps, calls, tokens, money, time, length",
      false,
      false,
      Status.STOPPED),
  DEADLINE("`budget.deadline` has passed", false, false, Status.STOPPED),
  SWITCH("a final kill switch is thrown", false, false, Status.STOPPED);

  private final String when;
  private final boolean function;
  private final boolean person;
  private final Status alone;

  Impasse(String when, boolean function, boolean person, Status alone) {
    this.when = when;
    this.function = function;
    this.person = person;
    this.alone = alone;
  }

  /** What happened, in a few words. */
  public String when() {
    return when;
  }

  /** Whether the fallback function is asked, if the charter names one. */
  public boolean function() {
    return function;
  }

  /** Whether a person takes over, if the charter says who and no function answers. */
  public boolean person() {
    return person;
  }

  /** How the run ends when nobody is named who could take over. */
  public Status alone() {
    return alone;
  }

  /** Returns what a denial that ends the agent's work amounts to. */
  static Impasse of(Denial denial) {
    if (denial.consequence() == Consequence.ESCALATE) return UNSURE;
    return switch (denial.leaf()) {
      case PLN_3 -> NO_PROGRESS;
      case SAF_4 -> SWITCH;
      default -> LIMIT;
    };
  }

  Ending ending(Leaf leaf, String reason) {
    return switch (alone) {
      case FAILED -> new Ending.Failed(leaf, reason);
      case ESCALATED -> new Ending.Escalated("", leaf, reason);
      default -> new Ending.Stopped(leaf, reason);
    };
  }
}
