package dev.interlock.kernel.failure;

/**
 * How far a result may be relied on. In rising order: of several, the last one counts. Only a
 * complete result satisfies a rule of order, a post-condition or a demand for evidence.
 */
public enum ResultVerdict {
  /** It is all that its contract asks, or its tool has no contract of results. */
  COMPLETE,
  /** It could not be told. */
  UNKNOWN,
  /** Something of it is missing. */
  PARTIAL,
  /** It is older than it may be. */
  STALE,
  /** It is not what the tool is to give. */
  INVALID
}
