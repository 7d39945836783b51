package dev.interlock.runtime.agent;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Guesses what was meant. */
final class Spelling {
  private Spelling() {}

  /** Returns "did you mean x?", or else all that is known, or nothing if nothing is. */
  static String hint(String written, Collection<String> known) {
    return nearest(written, known)
        .map(word -> "did you mean " + word + "?")
        .orElseGet(() -> known.isEmpty() ? "" : "known: " + String.join(", ", known));
  }

  private static Optional<String> nearest(String written, Collection<String> known) {
    return known.stream()
        .filter(word -> distance(written, word) <= Math.max(written.length(), word.length()) / 3)
        .min(Comparator.comparingInt(word -> distance(written, word)));
  }

  /** How many letters must be put in, left out or changed (Levenshtein). */
  private static int distance(String from, String to) {
    var previous = new int[to.length() + 1];
    for (var j = 0; j <= to.length(); j++) previous[j] = j;
    for (var i = 1; i <= from.length(); i++) {
      var row = new int[to.length() + 1];
      row[0] = i;
      for (var j = 1; j <= to.length(); j++) {
        var change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(previous[j - 1] + change, 1 + Math.min(previous[j], row[j - 1]));
      }
      previous = row;
    }
    return previous[to.length()];
  }
}
