package dev.interlock.testkit.mcp;

/** The call is answered with a JSON-RPC error. */
final class ProtocolErrorException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int code;

  ProtocolErrorException(int code, String message) {
    super(message);
    this.code = code;
  }

  int code() {
    return code;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
