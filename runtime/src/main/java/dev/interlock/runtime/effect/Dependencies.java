package dev.interlock.runtime.effect;

import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What all runs of a process know together of the models and tools that they call: one circuit for
 * each, and one budget of retries. Thread-safe.
 */
public final class Dependencies {
  private final Map<String, Circuit> models = new ConcurrentHashMap<>();

  /** Sources that are closed and forgotten leave nothing behind. */
  private final Map<ToolSource, Map<String, Circuit>> tools = new WeakHashMap<>();

  private final RetryBudget retries = new RetryBudget();

  /** Returns the circuit of a model, closed if nothing has been learned of it yet. */
  Circuit model(String name) {
    return models.computeIfAbsent(name, _ -> new Circuit());
  }

  /** Returns the circuit of one tool of a source. */
  synchronized Circuit tool(ToolSource source, String tool) {
    return tools
        .computeIfAbsent(source, _ -> new ConcurrentHashMap<>())
        .computeIfAbsent(tool, _ -> new Circuit());
  }

  RetryBudget retries() {
    return retries;
  }
}
