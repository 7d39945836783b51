package dev.interlock.cli;

import dev.interlock.kernel.run.Status;

/** Exit codes. They are a contract. */
final class Exits {
  static final int OK = 0;

  /** Interlock itself failed, or a journal does not hold. */
  static final int FAILED_ITSELF = 1;

  /** Wrong usage or an invalid file; nothing was run. */
  static final int WRONG_USAGE = 2;

  static final int COULD_NOT_VERIFY = 3;

  private Exits() {}

  static int of(Status status) {
    return switch (status) {
      case COMPLETED -> OK;
      case RUNNING,
          OUTCOME_UNKNOWN,
          PAUSED,
          WAITING_APPROVAL,
          WAITING_USER,
          WAITING_CHILD,
          WAITING_TIMER ->
          10;
      case ESCALATED -> 11;
      case FAILED -> 12;
      case STOPPED -> 13;
      case CANCELLED -> 14;
      case ROLLED_BACK -> 15;
    };
  }
}
