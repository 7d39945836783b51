package dev.interlock.runtime.http;

import dev.interlock.kernel.failure.ToolFault;

/** What an HTTP status that is no success says of the deed (RFC 9110, RFC 6585). */
public final class Statuses {
  private Statuses() {}

  /**
   * Returns the fault. A status by which the server declines to act is not in doubt; one by which
   * it broke off, or says that the deed's outcome is elsewhere, is.
   *
   * @param status 300 to 599
   */
  public static ToolFault fault(int status) {
    return switch (status) {
      case 401, 403, 407 -> ToolFault.PERMISSION;
      case 404, 410 -> ToolFault.NOT_FOUND;
      case 408, 504 -> ToolFault.TIMEOUT;
      case 429 -> ToolFault.RATE_LIMIT;
      case 307, 308, 501, 505 -> ToolFault.REFUSED;
      default -> {
        if (status >= 500) yield ToolFault.NETWORK;
        yield status >= 400 ? ToolFault.REFUSED : ToolFault.MALFORMED;
      }
    };
  }
}
