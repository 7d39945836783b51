package dev.interlock.examples.incidentdesk.world;

import java.time.LocalDate;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Everything about one seed's world that is decided before the first row.
 *
 * @param today the first day without data; the day before is the incident day
 * @param drop share of the expected revenue that the fault should cost, 0.30 to 0.48
 */
record Scenario(LocalDate today, Market market, Fault fault, Decoy decoy, double drop) {
  private static final LocalDate EARLIEST = LocalDate.of(2026, 1, 8);
  private static final int TODAYS = 300;

  static Scenario draw(SplittableRandom random, @Nullable LocalDate today) {
    var drawn = EARLIEST.plusDays(random.nextInt(TODAYS));
    var market = Market.draw(random);
    var fault = Fault.draw(random, market);
    var decoys = Decoy.values();
    return new Scenario(
        today == null ? drawn : today,
        market,
        fault,
        decoys[random.nextInt(decoys.length)],
        random.nextDouble(0.30, 0.48));
  }

  LocalDate incidentDay() {
    return today.minusDays(1);
  }

  /** Returns the second of the incident day from which on the fault acts. */
  int faultSecond() {
    return Clockwork.secondAt(Math.max(0.05, 1 - drop / fault.reach()));
  }
}
