package dev.interlock.benchmarks.outage;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** When requests came, before, during and after one outage. Thread-safe. */
final class Arrivals {
  private static final int SECONDS_MAX = 3600;

  private final long began = System.nanoTime();
  private final int[] bySecond = new int[SECONDS_MAX];
  private final Map<String, Integer> byStep = new HashMap<>();
  private long brokenFrom = Long.MAX_VALUE;
  private long brokenUntil = Long.MAX_VALUE;
  private int during;

  /**
   * Takes note of a request that came now.
   *
   * @param step what was asked for: the same each time that it is tried again
   * @return whether the service works
   */
  synchronized boolean came(String step) {
    var now = now();
    bySecond[second(now)]++;
    byStep.merge(step, 1, Integer::sum);
    var isBroken = now >= brokenFrom && now < brokenUntil;
    if (isBroken) during++;
    return !isBroken;
  }

  synchronized void breakFor(Duration time) {
    brokenFrom = now();
    brokenUntil = brokenFrom + time.toNanos();
  }

  /**
   * One line for each number, as a fork prints them. Seconds are whole ones: that in which the
   * outage begins counts to neither side, that in which it ends to what comes after.
   */
  synchronized String lines() {
    var first = brokenFrom == Long.MAX_VALUE ? SECONDS_MAX - 1 : second(brokenFrom);
    var last = brokenFrom == Long.MAX_VALUE ? SECONDS_MAX - 1 : second(brokenUntil);
    return line("calls", Arrays.stream(bySecond).sum())
        + line("steps", byStep.size())
        + line("calls-in-outage", during)
        + line("calls-of-a-step", byStep.values().stream().mapToInt(n -> n).max().orElse(0))
        + line("second-before", busiest(0, first))
        + line("second-in-outage", busiest(first + 1, last))
        + line("second-after", busiest(Math.max(first + 1, last), SECONDS_MAX));
  }

  private int busiest(int from, int until) {
    return Arrays.stream(bySecond, Math.min(from, until), until).max().orElse(0);
  }

  private static String line(String name, int value) {
    return String.format(Locale.ROOT, "= %s %d%n", name, value);
  }

  private long now() {
    return System.nanoTime() - began;
  }

  private static int second(long nanos) {
    return (int) Math.min(SECONDS_MAX - 1, nanos / 1_000_000_000L);
  }
}
