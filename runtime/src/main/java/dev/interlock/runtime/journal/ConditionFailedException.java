package dev.interlock.runtime.journal;

/** A condition of a write does not hold. Nothing was written; judge again. */
public final class ConditionFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ConditionFailedException(String message) {
    super(message + "; nothing was written");
  }
}
