package dev.interlock.runtime.confirm;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A day of a month.
 *
 * @param year 0 if it was not said
 * @param month 1 to 12
 * @param day 1 to 31
 */
record Day(int year, int month, int day) {
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final String MONTH =
      "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
          + "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\b\\.?";
  private static final Pattern ISO = Pattern.compile("\\b(\\d{4})-(\\d{2})-(\\d{2})\\b");
  private static final Pattern MONTH_FIRST =
      Pattern.compile("\\b" + MONTH + " (\\d{1,2})(?:st|nd|rd|th)?\\b(?!:)(?:,? (\\d{4})\\b)?");
  private static final Pattern DAY_FIRST =
      Pattern.compile("\\b(\\d{1,2})(?:st|nd|rd|th)?(?: of)? " + MONTH + "(?:,? (\\d{4})\\b)?");

  /** Whether both may be the same day. */
  boolean matches(Day other) {
    return month == other.month
        && day == other.day
        && (year == 0 || other.year == 0 || year == other.year);
  }

  /** Reads a date of ISO 8601; empty if the text is none. */
  static Optional<Day> iso(String text) {
    var found = ISO.matcher(text);
    return found.matches() ? Optional.of(iso(found.toMatchResult())) : Optional.empty();
  }

  /** Returns the days that a text names. */
  static Set<Day> in(String text) {
    var lower = text.toLowerCase(Locale.ROOT);
    var days = new HashSet<Day>();
    ISO.matcher(lower).results().map(Day::iso).forEach(days::add);
    MONTH_FIRST.matcher(lower).results().map(r -> of(r, 1, 2)).forEach(days::add);
    DAY_FIRST.matcher(lower).results().map(r -> of(r, 2, 1)).forEach(days::add);
    return days;
  }

  /** The text without its days. */
  static String without(String text) {
    var rest = text.toLowerCase(Locale.ROOT);
    for (var pattern : List.of(ISO, MONTH_FIRST, DAY_FIRST)) {
      rest = pattern.matcher(rest).replaceAll(" . ");
    }
    return rest;
  }

  private static Day iso(MatchResult found) {
    return new Day(number(found, 1), number(found, 2), number(found, 3));
  }

  private static Day of(MatchResult found, int month, int day) {
    var year = found.group(3) == null ? 0 : number(found, 3);
    return new Day(
        year, MONTHS.indexOf(found.group(month).substring(0, 3)) + 1, number(found, day));
  }

  private static int number(MatchResult found, int group) {
    return Integer.parseInt(found.group(group));
  }
}
