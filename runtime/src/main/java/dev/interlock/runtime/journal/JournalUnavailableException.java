package dev.interlock.runtime.journal;

/** The store failed. Whether the write is on disk is unknown until it is read again. */
public final class JournalUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public JournalUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
