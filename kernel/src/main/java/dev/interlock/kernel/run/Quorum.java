package dev.interlock.kernel.run;

/** How many people it takes to say yes. Two yeses of one person are one. */
public final class Quorum {
  private Quorum() {}

  /** Returns how many people must say yes to a question of this run. */
  public static int of(RunState state, Hold hold) {
    return hold.quorumOr(state.mandate().charter().rules().approvals().quorumOrOne());
  }

  /** Whether as many people as it takes have said yes to this question about the command. */
  public static boolean met(RunState state, Pending pending, Hold hold) {
    return pending.approvers(hold).size() >= of(state, hold);
  }
}
