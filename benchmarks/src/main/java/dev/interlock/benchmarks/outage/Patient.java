package dev.interlock.benchmarks.outage;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * All that the model knows: it counts with the tool, one call at a time, and asks for a call that
 * failed again and again until it works. It takes its time to answer, as models do: a second or
 * two, never the same. It keeps nothing, so one serves any number of runs.
 */
public final class Patient {
  static final String TOOL = "count";
  static final String TOOL_DESCRIPTION = "Adds one to n and returns the sum.";
  static final String INSTRUCTIONS = "Count with the tool. If a call fails, make it again.";

  /** What it says when it has called in vain for too long. */
  static final String GIVES_UP = "I give up.";

  private static final int FAILURES_MAX = 1000;
  private static final Pattern GOAL =
      Pattern.compile("Count to (\\d+) as run (\\d+), thinking (\\d+) ms\\.");
  private static final Pattern COUNTED = Pattern.compile("\"counted\"\\s*:\\s*(\\d+)");

  private Patient() {}

  /**
   * What a run is for.
   *
   * @param steps how many calls have to work
   * @param run which run it is, from 0
   * @param think how long the model takes for an answer, half more or half less
   */
  public record Goal(int steps, int run, Duration think) {
    static Goal of(String words) {
      var found = GOAL.matcher(words);
      if (!found.find()) throw new IllegalArgumentException("no goal: " + words);
      var think = Duration.ofMillis(Long.parseLong(found.group(3)));
      return new Goal(Integer.parseInt(found.group(1)), Integer.parseInt(found.group(2)), think);
    }

    String words() {
      return "Count to %d as run %d, thinking %d ms.".formatted(steps, run, think.toMillis());
    }
  }

  /**
   * Thinks, then returns the arguments of the next call; empty if it is time to answer.
   *
   * @param told what the tool gave so far, results and failures, in order
   */
  static Optional<String> next(Goal goal, List<String> told) {
    think(goal, told.size());
    var counted = counted(told);
    if (counted >= goal.steps() || failures(told) >= FAILURES_MAX) return Optional.empty();
    return Optional.of("{\"run\":" + goal.run() + ",\"n\":" + counted + "}");
  }

  static String answer(Goal goal, List<String> told) {
    var counted = counted(told);
    return counted >= goal.steps() ? "I have counted to " + counted + "." : GIVES_UP;
  }

  private static int counted(List<String> told) {
    for (var text : told.reversed()) {
      var found = COUNTED.matcher(text);
      if (found.find()) return Integer.parseInt(found.group(1));
    }
    return 0;
  }

  private static long failures(List<String> told) {
    return told.stream().filter(text -> !COUNTED.matcher(text).find()).count();
  }

  private static void think(Goal goal, int turn) {
    var percent = 50 + Math.floorMod((goal.run() + "/" + turn).hashCode() * 31, 101);
    try {
      Thread.sleep(goal.think().multipliedBy(percent).dividedBy(100));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while it thought", interrupted);
    }
  }
}
