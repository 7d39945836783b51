package dev.interlock.runtime;

import java.time.Duration;

/** A bounded wait. */
final class Deadline {
  private final long end;

  Deadline(Duration length) {
    end = System.nanoTime() + length.toNanos();
  }

  boolean over() {
    return !left().isPositive();
  }

  Duration left() {
    return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
  }
}
