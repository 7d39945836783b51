package dev.interlock.testkit.sim;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/** Time, as it is and as the machine's clock has it. */
final class SimClock {
  private final Consumer<Instant> passed;
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private Duration off = Duration.ZERO;

  /**
   * @param passed is told the time whenever some has passed
   */
  SimClock(Consumer<Instant> passed) {
    this.passed = passed;
  }

  /** The time as it is; it never goes back. */
  Instant now() {
    return now;
  }

  /** The time by the machine's clock. */
  Instant wall() {
    return now.plus(off);
  }

  /** The clock of one process. */
  InstantSource of(Duration skew) {
    return () -> wall().plus(skew);
  }

  void pass(Duration time) {
    if (!time.isPositive()) return;
    now = now.plus(time);
    passed.accept(now);
  }

  /** Sets the machine's clock, forwards or backwards; no time passes. */
  void set(Duration by) {
    off = off.plus(by);
  }
}
