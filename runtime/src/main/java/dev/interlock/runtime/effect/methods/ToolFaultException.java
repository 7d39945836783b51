package dev.interlock.runtime.effect.methods;

import dev.interlock.kernel.failure.ToolFault;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Thrown by a tool's method to say more than that it failed.
 *
 * <p>The fault also says whether the effect may have happened: a method that lost its database in
 * the middle of a write throws {@link ToolFault#NETWORK}, one that never reached it {@link
 * ToolFault#UNAVAILABLE}.
 */
public final class ToolFaultException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ToolFault fault;
  private final @Nullable Duration retryAfter;

  /**
   * @param message one line for people and for the model; no secrets
   * @param retryAfter how long to leave the tool alone; null if that is not known
   */
  public ToolFaultException(ToolFault fault, String message, @Nullable Duration retryAfter) {
    super(message);
    this.fault = fault;
    this.retryAfter = retryAfter;
  }

  public ToolFault fault() {
    return fault;
  }

  public @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
