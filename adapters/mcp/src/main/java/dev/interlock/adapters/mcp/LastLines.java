package dev.interlock.adapters.mcp;

import java.util.ArrayDeque;

/** The last lines that a server wrote for people. Thread-safe. */
final class LastLines {
  private static final int LINES_MAX = 20;

  private final ArrayDeque<String> lines = new ArrayDeque<>();

  synchronized void add(String line) {
    if (line.isBlank()) return;
    if (lines.size() == LINES_MAX) lines.removeFirst();
    lines.addLast(line);
  }

  /** The last line that says something, or empty text. */
  synchronized String last() {
    return lines.isEmpty() ? "" : lines.getLast();
  }
}
