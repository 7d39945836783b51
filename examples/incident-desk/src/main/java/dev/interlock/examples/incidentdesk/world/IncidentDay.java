package dev.interlock.examples.incidentdesk.world;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Draws the incident day again and again until its loss is the planned one.
 *
 * <p>A day has some forty orders, so that the part a fault breaks varies by a quarter; the story
 * needs it within three points.
 */
final class IncidentDay {
  /** From the fault's first second to the restart that did not mend it. */
  static final Duration UNTIL_RESTART = Duration.ofMinutes(95);

  private static final int ATTEMPTS_MAX = 2_000;
  private static final double DROP_TOLERANCE = 0.03;
  private static final int BROKEN_MIN = 8;
  private static final int BROKEN_AFTER_RESTART_MIN = 3;

  private final Scenario scenario;
  private final DayPlan plan;
  private final double expectedCapturedCents;
  private final double expectedMissingCents;

  /**
   * Prepares the last day of {@code plans}.
   *
   * @param past the days before it, one per plan but the last
   */
  IncidentDay(Scenario scenario, List<DayPlan> plans, List<TradingDay> past) {
    this.scenario = scenario;
    this.plan = plans.getLast();
    var captured = 0.0;
    var missing = 0.0;
    for (var week = 1; week <= 4; week++) {
      var day = past.get(past.size() - 7 * week);
      captured += day.capturedCents() / 4.0;
      missing += (day.valueCents() - day.capturedCents()) / 4.0;
    }
    expectedCapturedCents = captured;
    expectedMissingCents = missing;
  }

  /** Returns the first draw that tells the story. */
  TradingDay draw(SplittableRandom random, long firstId) {
    for (var attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
      var day = TradingDay.drawBroken(random.split(), scenario, plan, firstId);
      if (tellsTheStory(day)) return day;
    }
    throw new IllegalStateException(
        "no day in %d draws with drop %.2f by %s; nothing was written"
            .formatted(ATTEMPTS_MAX, scenario.drop(), scenario.fault()));
  }

  private boolean tellsTheStory(TradingDay day) {
    var lost = expectedCapturedCents - day.capturedCents();
    var missing = day.valueCents() - day.capturedCents() - expectedMissingCents;
    var explained = missing / lost;
    var restarted =
        plan.day().atStartOfDay().plusSeconds(scenario.faultSecond()).plus(UNTIL_RESTART);
    var later = day.broken().stream().filter(order -> order.at().isAfter(restarted)).count();
    return Math.abs(lost / expectedCapturedCents - scenario.drop()) <= DROP_TOLERANCE
        && explained >= 0.9
        && explained <= 1.1
        && day.broken().size() >= BROKEN_MIN
        && later >= BROKEN_AFTER_RESTART_MIN;
  }
}
