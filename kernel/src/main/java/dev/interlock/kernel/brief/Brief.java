package dev.interlock.kernel.brief;

import dev.interlock.kernel.charter.ToolContract;
import java.util.List;

/**
 * Everything that one model call is shown. Built purely from the state of the run.
 *
 * @param instructions the charter's instructions and the rules of the house; byte-identical from
 *     step to step, so that providers can cache it
 * @param tools the tools that may be proposed
 * @param messages oldest first; begins with the goal
 */
public record Brief(
    String instructions, List<ToolContract.Descriptor> tools, List<Message> messages) {
  public Brief {
    tools = List.copyOf(tools);
    messages = List.copyOf(messages);
  }
}
