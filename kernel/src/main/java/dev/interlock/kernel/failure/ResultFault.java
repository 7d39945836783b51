package dev.interlock.kernel.failure;

/** Why a result that came in may not be relied on. What it belongs to has happened all the same. */
public enum ResultFault {
  /** A schema that stops fitting is a change of the tool, and trips it for everyone. */
  SHAPE(ResultVerdict.INVALID, Leaf.TOL_3, "does not fit the schema of `result`"),
  TOO_LARGE(
      ResultVerdict.INVALID, Leaf.TOL_10, "of an effect: over `result-bytes-max`, and dropped"),
  UNREADABLE(ResultVerdict.INVALID, Leaf.TOL_10, "of an effect: too deeply nested, and dropped"),
  CONTRADICTION(ResultVerdict.INVALID, Leaf.TOL_8, "one of `checks` does not hold"),
  OUTDATED(ResultVerdict.STALE, Leaf.TOL_6, "as of longer ago than `fresh-within`"),
  INCOMPLETE(ResultVerdict.PARTIAL, Leaf.TOL_8, "one of `complete-when` does not hold"),
  AGE_UNKNOWN(
      ResultVerdict.UNKNOWN, Leaf.TOL_6, "`as-of` leads to nothing, to no time, or to the future"),
  UNDECIDED(
      ResultVerdict.UNKNOWN,
      Leaf.TOL_8,
      "one of `complete-when` or `checks` cannot be evaluated, or the evaluation broke");

  private final ResultVerdict verdict;
  private final Leaf leaf;
  private final String when;

  ResultFault(ResultVerdict verdict, Leaf leaf, String when) {
    this.verdict = verdict;
    this.leaf = leaf;
    this.when = when;
  }

  public ResultVerdict verdict() {
    return verdict;
  }

  public Leaf leaf() {
    return leaf;
  }

  /** What is wrong with the result, in a few words. */
  public String when() {
    return when;
  }
}
