package dev.interlock.examples.incidentdesk.world;

import java.util.SplittableRandom;

/** Splits a day's order value over its orders: lognormal amounts that sum to the day exactly. */
final class Basket {
  /** Standard deviation of the logarithm of an amount. */
  static final double SPREAD = 0.6;

  private Basket() {}

  /** Returns {@code count} amounts in US cents, each at least 100, that sum to the given value. */
  static long[] split(SplittableRandom random, int count, long valueCents) {
    var raw = new double[count];
    var total = 0.0;
    for (var i = 0; i < count; i++) {
      raw[i] = StrictMath.exp(SPREAD * random.nextGaussian());
      total += raw[i];
    }
    var amounts = new long[count];
    var left = valueCents;
    for (var i = 0; i < count - 1; i++) {
      amounts[i] = Math.max(100, Math.round(valueCents * raw[i] / total));
      left -= amounts[i];
    }
    amounts[count - 1] = Math.max(100, left);
    return amounts;
  }
}
