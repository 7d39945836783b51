package dev.interlock.kernel.run;

/** Where a run stands, in one word. */
public enum Status {
  /** An effect may or may not have happened, and only a person can tell. */
  OUTCOME_UNKNOWN,
  /** A switch or a person has stopped it for now. */
  PAUSED,
  WAITING_APPROVAL,
  WAITING_USER,
  WAITING_CHILD,
  WAITING_TIMER,
  RUNNING,
  COMPLETED,
  ESCALATED,
  FAILED,
  STOPPED,
  CANCELLED,
  ROLLED_BACK;

  /** Whether nothing more will happen by itself or by an answer. */
  public boolean ended() {
    return switch (this) {
      case COMPLETED, ESCALATED, FAILED, STOPPED, CANCELLED, ROLLED_BACK -> true;
      case OUTCOME_UNKNOWN,
          PAUSED,
          WAITING_APPROVAL,
          WAITING_USER,
          WAITING_CHILD,
          WAITING_TIMER,
          RUNNING ->
          false;
    };
  }
}
