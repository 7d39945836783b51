package dev.interlock.kernel.gate;

import dev.interlock.kernel.failure.Leaf;
import dev.interlock.kernel.run.Denial;
import dev.interlock.kernel.run.Denial.Consequence;
import dev.interlock.kernel.value.Value;

/**
 * Every reason for which a gate says no: which failure that is, and what follows for the run. No
 * gate decides that by itself. What follows when a model or a tool fails stands beside the faults,
 * in {@link dev.interlock.kernel.failure.ModelFault} and {@link
 * dev.interlock.kernel.failure.ToolFault}.
 */
public enum Refusal {
  UNKNOWN_TOOL(Leaf.SAF_6, Consequence.REPAIR, "a tool that does not exist for the agent"),
  TOOL_OF_ANOTHER_PHASE(Leaf.REA_3, Consequence.REPAIR, "a tool that this phase does not offer"),
  ARGUMENTS(Leaf.TOL_2, Consequence.REPAIR, "arguments that do not fit the schema"),
  PERMISSION(Leaf.SAF_1, Consequence.NEWS, "the principal lacks the tool's permission"),
  KEY_FORGOTTEN(Leaf.RUN_1, Consequence.NEWS, "the tool may have forgotten the key of a doubt"),
  CALL_TIME(Leaf.TOL_1, Consequence.NEWS, "a call that has taken as long as it may"),
  SEQUENCE(Leaf.PLN_1, Consequence.NEWS, "something must come first, or may not come after"),
  TOO_OFTEN(Leaf.PLN_4, Consequence.NEWS, "at-most is reached"),
  POLICY(Leaf.SAF_1, Consequence.NEWS, "a rule of policy denies it, or cannot be evaluated"),
  FACTS(Leaf.SAF_1, Consequence.NEWS, "what a ruling rests on could not be read"),
  NOT_CONFIRMED(Leaf.VER_1, Consequence.NEWS, "the post-condition of an effect does not hold"),
  REPETITION(Leaf.PLN_4, Consequence.NEWS, "the same call with the same result, or a deed twice"),
  SAME_ERROR(Leaf.PLN_3, Consequence.NEWS, "the same call failed in the same way before"),
  NO_PROGRESS(Leaf.PLN_3, Consequence.STOP, "no news for many turns, or a refused call again"),
  TIME(Leaf.CST_2, Consequence.STOP, "the worst case does not fit into the time"),
  COST(Leaf.CST_1, Consequence.STOP, "the worst case does not fit into money, tokens or calls"),
  TOOL_CALLS(Leaf.CST_1, Consequence.NEWS, "no tool call is left; an answer still is"),
  BRIEF(Leaf.CTX_5, Consequence.STOP, "what was said is longer than a run may be"),
  STEPS(Leaf.PLN_6, Consequence.STOP, "no step is left in the run or in its phase"),
  SWITCH(Leaf.SAF_4, Consequence.STOP, "a final kill switch is thrown"),
  ASKED_TOO_OFTEN(Leaf.SAF_4, Consequence.NEWS, "people were asked too often about one call"),
  GATE_BROKE(Leaf.SAF_1, Consequence.NEWS, "a gate threw: it denies"),
  ANSWER_FORM(Leaf.REL_1, Consequence.REPAIR, "an answer of another form"),
  ANSWER_SOURCE(Leaf.PLN_2, Consequence.REPAIR, "an answer without a result that it must rest on"),
  ANSWER_UNPROVED(Leaf.REA_5, Consequence.REPAIR, "a figure that no entry holds"),
  NOT_DONE(Leaf.PLN_7, Consequence.REPAIR, "a post-condition does not hold"),
  UNSURE(Leaf.REA_1, Consequence.ESCALATE, "confidence below the minimum");

  private final Leaf leaf;
  private final Consequence consequence;
  private final String when;

  Refusal(Leaf leaf, Consequence consequence, String when) {
    this.leaf = leaf;
    this.consequence = consequence;
    this.when = when;
  }

  public Leaf leaf() {
    return leaf;
  }

  public Consequence consequence() {
    return consequence;
  }

  /** What is refused so, in a few words. */
  public String when() {
    return when;
  }

  Denial denial(String gate, String rule, String reason, Value.Obj saw) {
    return new Denial(gate, rule, reason, saw, consequence, leaf);
  }
}
