package dev.interlock.kernel.charter;

import dev.interlock.kernel.value.Value;
import java.util.List;
import java.util.Optional;

/**
 * What the owner fixed for one run. It never changes while the run lasts; its digest pins prompt,
 * model, tool contracts and policy together.
 *
 * @param goal what the run must reach, in the words of whoever asked
 * @param agent who the agent is and how it is instructed
 * @param model which model proposes, and at what price
 * @param tools the only tools that exist for this run; names are unique
 * @param bounds how much, how long, how freely
 * @param rules what may be done, in which order, and what counts as done
 */
public record Charter(
    String goal,
    AgentIdentity agent,
    ModelTerms model,
    List<ToolContract> tools,
    Bounds bounds,
    Rules rules) {

  public Charter {
    Require.text("goal", goal);
    tools = List.copyOf(tools);
    var names = tools.stream().map(ToolContract::name).distinct().count();
    if (names != tools.size()) throw new IllegalArgumentException("two tools have one name");
  }

  /** Returns the contract of a tool, or empty if the tool does not exist for this run. */
  public Optional<ToolContract> tool(String name) {
    for (var tool : tools) {
      if (tool.name().equals(name)) return Optional.of(tool);
    }
    return Optional.empty();
  }

  /** Returns the tools that the model may propose, in the order of the charter. */
  public List<ToolContract> offered() {
    return tools.stream().filter(tool -> tool.exposure() == ToolContract.Exposure.MODEL).toList();
  }

  /**
   * Who the agent is.
   *
   * @param name as in the agent file
   * @param version the owner's own count; 1 or more
   * @param purpose one sentence for people; may be empty
   * @param instructions the text that opens every brief
   * @param connections how the runtime reaches model and tools: the agent file's own words, with
   *     references in place of addresses and secrets; opaque to the kernel
   */
  public record AgentIdentity(
      String name, int version, String purpose, String instructions, Value connections) {
    public AgentIdentity {
      Require.text("agent", name);
      Require.positive("version", version);
    }
  }
}
