package dev.interlock.adapters.mcp;

import java.time.Duration;

/**
 * A point on the monotonic clock.
 *
 * @param nanos as {@link System#nanoTime()} counts
 */
record Deadline(long nanos) {

  static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** How long there is still; zero if it has passed. */
  long nanosLeft() {
    return Math.max(0, nanos - System.nanoTime());
  }

  Deadline orSooner(Duration time) {
    return nanosLeft() <= time.toNanos() ? this : in(time);
  }
}
