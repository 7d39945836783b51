package dev.interlock.runtime.journal;

/** Another driver owns the run, or has appended first. Nothing was written. */
public final class StaleEpochException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StaleEpochException(String message) {
    super(message + "; nothing was written");
  }
}
