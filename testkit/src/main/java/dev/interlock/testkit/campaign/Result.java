package dev.interlock.testkit.campaign;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What came of a campaign, or of as much of it as has been run.
 *
 * @param reached how far it came
 * @param lanes how many worlds were run side by side
 * @param cores how many the machine has
 * @param violation why it stopped; null if every invariant held
 */
record Result(Checkpoint reached, int lanes, int cores, @Nullable Violation violation) {

  /** Worlds in a second, over all lanes. */
  static double rate(long seeds, Duration took) {
    return seeds * 1e9 / Math.max(1, took.toNanos());
  }
}
