package dev.interlock.runtime.effect;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Measures time that passed: never negative, in whole microseconds. */
final class Elapsed {
  private Elapsed() {}

  static Duration between(Instant began, Instant ended) {
    return Duration.of(Math.max(0, ChronoUnit.MICROS.between(began, ended)), ChronoUnit.MICROS);
  }
}
