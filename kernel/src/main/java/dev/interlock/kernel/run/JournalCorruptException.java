package dev.interlock.kernel.run;

/** The journal holds what no correct runtime can have written. The run must stop, never guess. */
public final class JournalCorruptException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public JournalCorruptException(String message) {
    super(message);
  }
}
