package dev.interlock.runtime.effect;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The models and the tools of one charter, ready for use. Thread-safe; shared by the runs of an
 * agent.
 *
 * @param models where models are asked
 * @param tools where each tool is called; by tool name
 */
public record Equipment(Models models, Map<String, ToolSource> tools) {
  public Equipment {
    tools = Map.copyOf(tools);
  }

  /**
   * The models of one charter.
   *
   * @param chain in the charter's order
   * @param small for simple steps; null if there is none
   */
  public record Models(List<Asked> chain, @Nullable Asked small) {
    public Models {
      chain = List.copyOf(chain);
    }
  }

  /**
   * One model at one address.
   *
   * @param name tells it from every other, as in {@code openai/gpt-5-mini at localhost:8080}; no
   *     secrets
   */
  public record Asked(String name, ModelPort port) {}
}
