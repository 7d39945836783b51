package dev.interlock.adapters.openapi;

/** An argument cannot be written as the operation wants it: nothing was sent. */
final class UnwritableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnwritableException(String message) {
    super(message);
  }
}
