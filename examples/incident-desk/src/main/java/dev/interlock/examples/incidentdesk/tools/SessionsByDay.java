package dev.interlock.examples.incidentdesk.tools;

import dev.interlock.runtime.effect.Describe;
import java.util.List;

/** Visits to the shop per day, oldest first, one entry for every day of the window. */
public record SessionsByDay(List<Day> days) {

  public SessionsByDay {
    days = List.copyOf(days);
  }

  /** One day's sessions over all channels and devices. */
  public record Day(
      String day,
      @Describe("Mon to Sun") String weekday,
      @Describe("number of sessions begun, robots included") long sessions) {}
}
