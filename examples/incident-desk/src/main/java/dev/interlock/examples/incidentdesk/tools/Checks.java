package dev.interlock.examples.incidentdesk.tools;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** What every tool checks of its arguments; a message names the argument and what was given. */
final class Checks {
  private static final int WINDOW_DAYS_MAX = 92;

  private Checks() {}

  static void text(String name, String value, int charactersMax) {
    if (value.isBlank() || value.length() > charactersMax) {
      throw new IllegalArgumentException(
          "%s: expected 1 to %d characters, got %d"
              .formatted(name, charactersMax, value.strip().length()));
    }
  }

  static LocalDate day(String name, String value) {
    try {
      return LocalDate.parse(value);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          name + ": expected a day like 2026-03-01, got '" + value + "'", e);
    }
  }

  /** Returns the days of the window, oldest first. */
  static List<LocalDate> days(DayWindow window) {
    var from = day("from", window.from());
    var to = day("to", window.to());
    var count = ChronoUnit.DAYS.between(from, to) + 1;
    if (count < 1 || count > WINDOW_DAYS_MAX) {
      throw new IllegalArgumentException(
          "from, to: expected 1 to %d days, got %d".formatted(WINDOW_DAYS_MAX, count));
    }
    return new ArrayList<>(from.datesUntil(to.plusDays(1)).toList());
  }

  static long limit(long limit, long limitMax) {
    if (limit < 1 || limit > limitMax) {
      throw new IllegalArgumentException(
          "limit: expected 1 to %d, got %d".formatted(limitMax, limit));
    }
    return limit;
  }
}
