package dev.interlock.kernel.failure;

/** Why a tool call gave no usable result. */
public enum ToolFault {
  TIMEOUT(Leaf.TOL_1, true, true),
  /** The connection or the tool's process was lost after the call had begun. */
  NETWORK(Leaf.TOL_5, true, true),
  /** The tool could not be reached at all; nothing was begun. */
  UNAVAILABLE(Leaf.TOL_5, true, false),
  RATE_LIMIT(Leaf.TOL_7, true, false),
  PERMISSION(Leaf.TOL_4, false, false),
  NOT_FOUND(Leaf.TOL_9, false, false),
  /** The tool answered that it failed. */
  TOOL_ERROR(Leaf.TOL_9, false, false),
  /** The tool refused the call before it did anything. */
  REFUSED(Leaf.TOL_2, false, false),
  /** The tool answered, and the answer could not be read. */
  MALFORMED(Leaf.TOL_10, false, true),
  /** The tool answered, and the answer is over the size that the contract allows. */
  TOO_LARGE(Leaf.TOL_10, false, true),
  /** The process died while the call was under way. */
  CRASH(Leaf.RUN_1, true, true),
  /** The call was never begun: its permit had run out, or a switch had been thrown. */
  NOT_BEGUN(Leaf.CST_2, true, false),
  /** The call was never begun: as many calls were under way, or begun of late, as there may be. */
  THROTTLED(Leaf.TOL_7, true, false),
  /** The call was never begun: the tool failed too often of late. */
  CIRCUIT_OPEN(Leaf.CST_3, true, false),
  /** The call was never begun: all runs together have tried again as often as they may. */
  RETRY_BUDGET(Leaf.CST_3, true, false),
  /** A person said that it did not happen. */
  DID_NOT_HAPPEN(Leaf.RUN_1, false, false);

  private final Leaf leaf;
  private final boolean retryable;
  private final boolean inDoubt;

  ToolFault(Leaf leaf, boolean retryable, boolean inDoubt) {
    this.leaf = leaf;
    this.retryable = retryable;
    this.inDoubt = inDoubt;
  }

  public Leaf leaf() {
    return leaf;
  }

  /** Whether another attempt may go better. */
  public boolean retryable() {
    return retryable;
  }

  /** Whether the call was never begun, so as not to ask too much of the tool. */
  public boolean heldBack() {
    return this == THROTTLED || this == CIRCUIT_OPEN || this == RETRY_BUDGET;
  }

  /** Whether an effect may have happened all the same. */
  public boolean inDoubt() {
    return inDoubt;
  }
}
