package dev.interlock.examples.incidentdesk.world;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** What one day adds up to, before it is spread over orders and sessions. */
record DayPlan(LocalDate day, int orders, long valueCents, long sessions) {
  private static final double[] WEEKDAYS = {0.99, 0.94, 0.96, 1.01, 1.08, 1.12, 0.92};

  /** Plans {@code days} days that end with the scenario's incident day, oldest first. */
  static List<DayPlan> year(SplittableRandom random, Scenario scenario, int days) {
    var weekdays = WEEKDAYS.clone();
    for (var i = 0; i < weekdays.length; i++) weekdays[i] += random.nextDouble(-0.04, 0.04);
    var growth = random.nextDouble(0.05, 0.18);
    var phase = random.nextDouble(2 * Math.PI);
    var first = scenario.today().minusDays(days);
    var plans = new ArrayList<DayPlan>();
    for (var i = 0; i < days - 1; i++) {
      var year = (double) i / days;
      var season = 1 + 0.07 * StrictMath.sin(2 * Math.PI * year + phase);
      var day = first.plusDays(i);
      var level =
          (1 + growth * (year - 0.5)) * season * weekdays[day.getDayOfWeek().getValue() - 1];
      plans.add(ordinary(random, scenario.market(), day, level));
    }
    plans.add(incident(random, scenario, plans));
    return plans;
  }

  private static DayPlan ordinary(
      SplittableRandom random, Market market, LocalDate day, double level) {
    var orders = Math.max(8, Math.round(market.ordersPerDay() * level * noise(random, 0.03)));
    var value = orders * market.basketCents() * noise(random, 0.03);
    var sessions = orders / market.conversion() * noise(random, 0.03);
    return new DayPlan(day, (int) orders, Math.round(value), Math.round(sessions));
  }

  /** Orders as on the four same weekdays before; sessions down about as much as revenue will be. */
  private static DayPlan incident(SplittableRandom random, Scenario scenario, List<DayPlan> past) {
    var orders = 0.0;
    var value = 0.0;
    var sessions = 0.0;
    for (var week = 1; week <= 4; week++) {
      var plan = past.get(past.size() - 7 * week);
      orders += plan.orders / 4.0;
      value += plan.valueCents / 4.0;
      sessions += plan.sessions / 4.0;
    }
    var lost = scenario.drop() + random.nextDouble(-0.03, 0.03);
    return new DayPlan(
        scenario.incidentDay(),
        (int) Math.round(orders * random.nextDouble(0.99, 1.03)),
        Math.round(value * random.nextDouble(0.99, 1.01)),
        Math.round(sessions * (1 - lost)));
  }

  private static double noise(SplittableRandom random, double deviation) {
    return 1 + deviation * Math.clamp(random.nextGaussian(), -2.5, 2.5);
  }
}
