package dev.interlock.testkit.sim;

/** An invariant did not hold. The message tells the seed, the invariant and the story. */
public final class SimulationFailure extends AssertionError {
  private static final long serialVersionUID = 1L;

  private final long seed;
  private final Invariant invariant;
  private final String detail;

  SimulationFailure(long seed, Invariant invariant, String detail, String story) {
    super(
        "seed "
            + seed
            + " breaks "
            + invariant
            + " ("
            + invariant.sentence()
            + "): "
            + detail
            + "\n"
            + story);
    this.seed = seed;
    this.invariant = invariant;
    this.detail = detail;
  }

  public long seed() {
    return seed;
  }

  public Invariant invariant() {
    return invariant;
  }

  /** What was found, in one line. */
  public String detail() {
    return detail;
  }
}
