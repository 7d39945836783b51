package dev.interlock.benchmarks.workload;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * All that the scripted model knows: it calls the tool until it has counted as far as the goal
 * says, then answers. It keeps nothing, so one serves any number of runs.
 */
public final class Script {
  public static final String INSTRUCTIONS =
      "Count with the tool, one call at a time. When the tool has counted to the number of the"
          + " goal, answer with that number.";

  public static final String TOOL = "count";
  public static final String TOOL_DESCRIPTION = "Adds one to n and returns the sum.";

  private static final Pattern GOAL = Pattern.compile("Count to (\\d+) as run (\\d+)\\.");
  private static final Pattern COUNTED = Pattern.compile("\"counted\"\\s*:\\s*(\\d+)");

  private Script() {}

  /** The user's words for a run of so many steps, with a number to tell runs apart. */
  public static String goal(int steps, int run) {
    return "Count to " + steps + " as run " + run + ".";
  }

  /**
   * What a goal says.
   *
   * @param steps how many calls of the tool there are to be
   * @param run which run it is, from 0
   */
  public record Goal(int steps, int run) {
    public static Goal of(String words) {
      var found = GOAL.matcher(words);
      if (!found.find()) throw new IllegalArgumentException("no goal: " + words);
      return new Goal(Integer.parseInt(found.group(1)), Integer.parseInt(found.group(2)));
    }
  }

  /** Returns how far a result has counted. */
  public static int counted(String result) {
    var found = COUNTED.matcher(result);
    if (!found.find()) throw new IllegalArgumentException("no result: " + result);
    return Integer.parseInt(found.group(1));
  }

  /**
   * Returns the arguments of the next call; empty if it is time to answer.
   *
   * @param counted how far the last result has counted; 0 before the first
   */
  public static Optional<String> next(Goal goal, int counted) {
    return counted < goal.steps() ? Optional.of("{\"n\":" + counted + "}") : Optional.empty();
  }

  public static String answer(int counted) {
    return "I have counted to " + counted + ".";
  }

  public static String callId(int counted) {
    return "call_" + counted;
  }
}
