package dev.interlock.examples.incidentdesk.world;

import java.util.SplittableRandom;

/** How a day's trade spreads over its hours: quiet at night, a peak in the evening. UTC. */
final class Clockwork {
  private static final int SECONDS_PER_HOUR = 3_600;
  private static final double[] HOURS = {
    0.9, 0.5, 0.3, 0.2, 0.3, 0.8, 1.8, 3.2, 4.6, 5.6, 6.1, 6.3,
    6.4, 6.0, 5.8, 5.7, 5.9, 6.3, 7.0, 7.6, 7.4, 5.6, 3.6, 1.9
  };

  private Clockwork() {}

  /** Returns the second of the day at which {@code share} of the day's trade is done. */
  static int secondAt(double share) {
    var total = 0.0;
    for (var weight : HOURS) total += weight;
    var left = share * total;
    for (var hour = 0; hour < HOURS.length; hour++) {
      if (left < HOURS[hour]) {
        return (int) ((hour + left / HOURS[hour]) * SECONDS_PER_HOUR);
      }
      left -= HOURS[hour];
    }
    return HOURS.length * SECONDS_PER_HOUR - 1;
  }

  /** Returns a second of the day, likelier in busy hours. */
  static int second(SplittableRandom random) {
    return secondAt(random.nextDouble());
  }

  /** Returns the weight of hours {@code from} (inclusive) to {@code to} (exclusive). */
  static double weight(int from, int to) {
    var weight = 0.0;
    for (var hour = from; hour < to; hour++) weight += HOURS[hour];
    return weight;
  }
}
