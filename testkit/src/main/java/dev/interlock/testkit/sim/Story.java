package dev.interlock.testkit.sim;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/** What happened last, in words, for whoever must understand a failure. */
final class Story {
  private static final int LINES_MAX = 400;

  private record Line(Instant at, Supplier<String> words) {}

  private final Deque<Line> lines = new ArrayDeque<>();

  /** The words are made only if somebody wants to read them. */
  void tell(Instant at, Supplier<String> words) {
    lines.addLast(new Line(at, words));
    if (lines.size() > LINES_MAX) lines.removeFirst();
  }

  String told() {
    var text = new StringBuilder();
    for (var line : lines) {
      text.append(line.at.toString(), 11, Math.min(line.at.toString().length(), 23))
          .append("  ")
          .append(line.words.get())
          .append('\n');
    }
    return text.toString();
  }
}
