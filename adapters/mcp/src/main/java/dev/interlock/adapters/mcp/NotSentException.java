package dev.interlock.adapters.mcp;

/** The server could not be written to: nothing was sent. */
final class NotSentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotSentException(String message) {
    super(message);
  }
}
