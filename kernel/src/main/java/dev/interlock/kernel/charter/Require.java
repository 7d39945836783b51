package dev.interlock.kernel.charter;

import java.time.Duration;

/** The checks that compact constructors share. */
final class Require {
  private Require() {}

  static void text(String name, String value) {
    if (value.isBlank()) throw new IllegalArgumentException(name + " is blank");
  }

  static void positive(String name, long value) {
    if (value <= 0) throw new IllegalArgumentException(name + " must be positive, is " + value);
  }

  static void notNegative(String name, long value) {
    if (value < 0) throw new IllegalArgumentException(name + " must not be negative, is " + value);
  }

  static void positive(String name, Duration value) {
    if (!value.isPositive()) {
      throw new IllegalArgumentException(name + " must be positive, is " + value);
    }
  }
}
