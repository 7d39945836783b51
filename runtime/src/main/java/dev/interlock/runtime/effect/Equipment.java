package dev.interlock.runtime.effect;

import java.util.Map;

/**
 * The model and the tools of one charter, ready for use. Thread-safe; shared by the runs of an
 * agent.
 *
 * @param model where the model is asked
 * @param tools where each tool is called; by tool name
 */
public record Equipment(ModelPort model, Map<String, ToolSource> tools) {
  public Equipment {
    tools = Map.copyOf(tools);
  }
}
