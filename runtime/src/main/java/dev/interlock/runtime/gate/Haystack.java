package dev.interlock.runtime.gate;

import dev.interlock.runtime.gate.Mention.Day;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * The texts in which names and times must stand: the results that are cited, the goal, and the
 * words that the output's schema itself prescribes. Looks for at most {@value #SEARCHES_MAX}
 * different words in the first {@value #CHARS_MAX} characters; what lies beyond counts as absent.
 */
final class Haystack {
  private static final int SEARCHES_MAX = 500;
  private static final int CHARS_MAX = 16 * 1024 * 1024;

  private final List<String> texts = new ArrayList<>();
  private final Map<String, Boolean> known = new HashMap<>();
  private int room = CHARS_MAX;

  void add(String text) {
    var part = text.length() <= room ? text : text.substring(0, room);
    room -= part.length();
    texts.add(part);
  }

  /** Whether a name stands somewhere, not as part of a longer one. */
  boolean hasName(String name) {
    var bare = name.startsWith("#") ? name.substring(1) : name;
    return known("name " + bare, bare, (text, at) -> isWholeName(text, at, at + bare.length()));
  }

  /** Whether a date or time stands somewhere, also as part of a longer one. */
  boolean hasMoment(String moment) {
    return hasDigits(moment)
        || hasDigits(moment.replace(' ', 'T'))
        || hasDigits(moment.replace('T', ' '));
  }

  /** Whether a day stands somewhere, in these words or as an ISO date. */
  boolean hasDay(Day day) {
    if (hasName(day.text())) return true;
    var tail = String.format(Locale.ROOT, "-%02d-%02d", day.month(), day.day());
    var year = day.year();
    if (year != null) return hasDigits(year + tail);
    return known(
        "day " + tail,
        tail,
        (text, at) -> at > 0 && isDigit(text, at - 1) && isEndOfDigits(text, at + tail.length()));
  }

  private boolean hasDigits(String digits) {
    return known(
        "digits " + digits,
        digits,
        (text, at) -> !isDigit(text, at - 1) && isEndOfDigits(text, at + digits.length()));
  }

  private interface Boundary {
    boolean fits(String text, int at);
  }

  private boolean known(String key, String word, Boundary boundary) {
    var before = known.get(key);
    if (before != null) return before;
    if (known.size() >= SEARCHES_MAX) return false;
    var found = texts.stream().anyMatch(text -> stands(text, word, at -> boundary.fits(text, at)));
    known.put(key, found);
    return found;
  }

  private static boolean stands(String text, String word, IntPredicate boundary) {
    for (var at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      if (boundary.test(at)) return true;
    }
    return false;
  }

  private static boolean isWholeName(String text, int from, int to) {
    if (from > 0 && Recogniser.isWordCharacter(text.charAt(from - 1))) return false;
    if (to >= text.length()) return true;
    var next = text.charAt(to);
    if (Recogniser.isWordCharacter(next)) return false;
    var joins = "-_.".indexOf(next) >= 0 && to + 1 < text.length();
    return !joins || !Recogniser.isWordCharacter(text.charAt(to + 1));
  }

  private static boolean isEndOfDigits(String text, int to) {
    return !isDigit(text, to);
  }

  private static boolean isDigit(String text, int at) {
    return at >= 0 && at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }
}
