package dev.interlock.benchmarks.workload;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps how long each step took: from one call of the model to the next of the same run. Static,
 * because the model is the only one that sees a run pass and the runtime makes the model.
 */
public final class StepTimes {
  private static final int KEPT_MAX = 1 << 20;
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static volatile long[] nanos = new long[0];
  private static volatile long[] lastAsked = new long[0];

  private StepTimes() {}

  /**
   * Begins to keep.
   *
   * @param runs numbers of runs are less than this
   */
  public static void keep(int runs) {
    COUNT.set(0);
    lastAsked = new long[runs];
    nanos = new long[KEPT_MAX];
  }

  /**
   * The model of a run is asked, which begins a step and ends the one before.
   *
   * @param isFirst whether there was none before
   */
  static void modelAsked(int run, boolean isFirst) {
    var last = lastAsked;
    if (run >= last.length) return;
    var now = System.nanoTime();
    var before = last[run];
    last[run] = now;
    if (isFirst || before == 0) return;
    var at = COUNT.getAndIncrement();
    if (at < KEPT_MAX) nanos[at] = now - before;
  }

  /** Ends keeping and returns what was kept, shortest first, in nanoseconds. */
  public static long[] kept() {
    var kept = Arrays.copyOf(nanos, Math.min(COUNT.get(), KEPT_MAX));
    lastAsked = new long[0];
    nanos = new long[0];
    Arrays.sort(kept);
    return kept;
  }
}
