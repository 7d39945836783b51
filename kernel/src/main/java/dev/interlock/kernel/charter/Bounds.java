package dev.interlock.kernel.charter;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How freely, how much, how long.
 *
 * @param autonomy how far without a person
 * @param budget what may be used up
 * @param briefTokensMax the most that the model is shown at once, in estimated tokens
 * @param stallTurnsMax how many turns in a row may bring no new information
 * @param roles which role holds which permissions
 */
public record Bounds(
    Autonomy autonomy,
    Budget budget,
    long briefTokensMax,
    int stallTurnsMax,
    Map<String, List<String>> roles) {

  public Bounds {
    var copy = new TreeMap<String, List<String>>();
    roles.forEach((role, permissions) -> copy.put(role, List.copyOf(permissions)));
    roles = Collections.unmodifiableMap(copy);
    Require.positive("brief-tokens-max", briefTokensMax);
    Require.positive("stall-turns-max", stallTurnsMax);
  }

  /** Returns the permissions that these roles hold together, each once, in order. */
  public List<String> permissions(List<String> held) {
    return held.stream()
        .flatMap(role -> roles.getOrDefault(role, List.of()).stream())
        .distinct()
        .sorted()
        .toList();
  }

  /**
   * What one run may use up. At every permit, settled + reserved stays within it.
   *
   * @param counts steps, calls, repairs
   * @param tokens read and written, over all model calls
   * @param costMicros money, in millionths of one US dollar
   * @param time that is not parked
   * @param deadline wall clock from the first entry
   */
  public record Budget(
      Counts counts, long tokens, long costMicros, Duration time, Duration deadline) {
    public Budget {
      Require.positive("budget.tokens", tokens);
      Require.notNegative("budget.cost", costMicros);
      Require.positive("budget.time", time);
      Require.positive("budget.deadline", deadline);
    }
  }

  /**
   * What is counted.
   *
   * @param steps turns of the model
   * @param modelCalls attempts to call the model
   * @param toolCalls attempts to call a tool
   * @param repairs times that the model may be told to mend a malformed call or answer
   */
  public record Counts(int steps, int modelCalls, int toolCalls, int repairs) {
    public Counts {
      Require.positive("budget.steps", steps);
      Require.positive("budget.model-calls", modelCalls);
      Require.notNegative("budget.tool-calls", toolCalls);
      Require.notNegative("budget.repairs", repairs);
    }
  }
}
