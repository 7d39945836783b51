package dev.interlock.runtime.effect;

import dev.interlock.runtime.effect.Dependency.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What all runs of a process know together of the models and tools that they call: a circuit for
 * each, a throttle for each tool, and one budget of retries. Thread-safe.
 */
public final class Dependencies {
  private final Map<String, Circuit> models = new ConcurrentHashMap<>();

  /** Sources that are closed and forgotten leave nothing behind. */
  private final Map<ToolSource, Map<String, Gauge>> tools = new WeakHashMap<>();

  private final RetryBudget retries = new RetryBudget();

  /** Returns the circuit of a model, closed if nothing has been learned of it yet. */
  Circuit model(String name) {
    return models.computeIfAbsent(name, _ -> new Circuit());
  }

  /**
   * What is known of one tool.
   *
   * @param circuit whether it works
   * @param throttle how much is asked of it
   */
  record Gauge(Circuit circuit, Throttle throttle) {}

  /** Returns what is known of one tool of a source. */
  synchronized Gauge tool(ToolSource source, String tool) {
    return tools
        .computeIfAbsent(source, _ -> new ConcurrentHashMap<>())
        .computeIfAbsent(tool, _ -> new Gauge(new Circuit(), new Throttle()));
  }

  /** Returns what is known of all that was called: models, then tools, by name. */
  public synchronized List<Dependency> seen() {
    var seen = new ArrayList<Dependency>();
    models.forEach((name, circuit) -> seen.add(circuit.seen(Kind.MODEL, name, 0)));
    for (var source : tools.values()) {
      source.forEach((name, gauge) ->
          seen.add(gauge.circuit().seen(Kind.TOOL, name, gauge.throttle().throttled())));
    }
    seen.sort(Comparator.comparing(Dependency::kind).thenComparing(Dependency::name));
    return List.copyOf(seen);
  }

  /** Returns what is left of the retries of all runs at this time. */
  public Dependency.Retries retries(Instant now) {
    return retries.seen(now);
  }

  RetryBudget retries() {
    return retries;
  }
}
