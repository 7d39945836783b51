package dev.interlock.examples.incidentdesk.tools;

import dev.interlock.runtime.effect.Describe;
import java.math.BigDecimal;
import java.util.List;

/** Captured revenue per day, oldest first, one entry for every day of the window. */
public record RevenueByDay(List<Day> days) {

  public RevenueByDay {
    days = List.copyOf(days);
  }

  /** One day's captures and refunds, by the time they were made. */
  @SuppressWarnings("MemberName") // the names are the JSON
  public record Day(
      String day,
      @Describe("Mon to Sun") String weekday,
      @Describe("number of captured payments") long captures,
      @Describe("USD captured that day") BigDecimal captured_usd,
      @Describe("USD refunded that day, of any earlier capture") BigDecimal refunded_usd) {}
}
