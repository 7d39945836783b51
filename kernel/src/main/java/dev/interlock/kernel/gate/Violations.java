package dev.interlock.kernel.gate;

import dev.interlock.kernel.run.Facts.Violation;
import java.util.List;
import java.util.stream.Collectors;

/** Says in one line what is wrong with a value. */
final class Violations {
  private static final int SHOWN_MAX = 8;

  private Violations() {}

  static String inWords(List<Violation> violations) {
    var shown =
        violations.stream()
            .limit(SHOWN_MAX)
            .map(one -> (one.path().isEmpty() ? "" : one.path() + " ") + one.problem())
            .collect(Collectors.joining("; "));
    var left = violations.size() - SHOWN_MAX;
    return left > 0 ? shown + "; and " + left + " more" : shown;
  }
}
