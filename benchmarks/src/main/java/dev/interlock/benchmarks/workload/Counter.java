package dev.interlock.benchmarks.workload;

import dev.interlock.runtime.effect.Tool;

/** The tool: adds one. */
public final class Counter {

  /**
   * What the tool takes.
   *
   * @param n how far it was counted before
   */
  public record Count(int n) {}

  /**
   * What the tool gives.
   *
   * @param counted how far it is counted now
   */
  public record Counted(int counted) {}

  @Tool(name = Script.TOOL, description = Script.TOOL_DESCRIPTION)
  public Counted count(Count count) {
    return new Counted(count.n() + 1);
  }
}
