package dev.interlock.kernel.failure;

/** Why a model call gave no usable reply. */
public enum ModelFault {
  TIMEOUT(Leaf.CST_2, true, true),
  /** The connection was refused, reset or cut. */
  NETWORK(Leaf.TOL_5, true, true),
  RATE_LIMIT(Leaf.TOL_7, true, false),
  OVERLOAD(Leaf.TOL_5, true, false),
  /** The model failed too often of late, across runs, and was not asked. */
  CIRCUIT_OPEN(Leaf.TOL_5, true, false),
  /** The provider failed inside, as with status 500. */
  PROVIDER_ERROR(Leaf.TOL_5, true, false),
  /** The key was refused. */
  UNAUTHENTICATED(Leaf.TOL_4, false, false),
  /** The provider refused the request as malformed, or does not know the model. */
  BAD_REQUEST(Leaf.TOL_9, false, false),
  CONTEXT_OVERFLOW(Leaf.CTX_5, true, false),
  CONTENT_FILTER(Leaf.REL_1, false, true),
  /** The answer was cut at its maximum of tokens. */
  TRUNCATED(Leaf.CTX_5, true, true),
  /** Neither text nor a call. */
  EMPTY(Leaf.REL_1, true, true),
  /** The provider's answer could not be read. */
  MALFORMED(Leaf.REL_1, true, true),
  /** It answered under another name than it was asked under, and is pinned to that. */
  OTHER_MODEL(Leaf.REL_6, false, true),
  /** The process died while the call was under way. */
  CRASH(Leaf.RUN_1, true, true),
  /** The call was never begun: its permit had run out, or a switch had been thrown. */
  NOT_BEGUN(Leaf.CST_2, true, false);

  private final Leaf leaf;
  private final boolean retryable;
  private final boolean billable;

  ModelFault(Leaf leaf, boolean retryable, boolean billable) {
    this.leaf = leaf;
    this.retryable = retryable;
    this.billable = billable;
  }

  public Leaf leaf() {
    return leaf;
  }

  /** Whether another attempt may go better. */
  public boolean retryable() {
    return retryable;
  }

  /**
   * Whether another model may do better. A content filter is a judgement, not an outage: nobody
   * else is asked to overrule it.
   */
  public boolean another() {
    return this != CONTENT_FILTER && this != CRASH && this != NOT_BEGUN;
  }

  /** Whether tokens may have been charged; if usage is unknown, the reservation is. */
  public boolean billable() {
    return billable;
  }
}
