package dev.interlock.adapters.mcp;

import dev.interlock.kernel.failure.ToolFault;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why no answer of the server's own came; travels as the data of a JSON-RPC error that we made.
 *
 * @param retryAfter how long the server asked to be left alone; null if it did not say
 */
record Breakage(ToolFault fault, @Nullable Duration retryAfter) {

  static Breakage of(ToolFault fault) {
    return new Breakage(fault, null);
  }
}
