package dev.interlock.examples.airlinedesk;

import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.runtime.effect.methods.ToolFaultException;

/** How a tool says no: nothing was changed. */
final class Refusal {
  private Refusal() {}

  static ToolFaultException notFound(String message) {
    return new ToolFaultException(ToolFault.NOT_FOUND, message, null);
  }

  static ToolFaultException because(String message) {
    return new ToolFaultException(ToolFault.TOOL_ERROR, message, null);
  }
}
