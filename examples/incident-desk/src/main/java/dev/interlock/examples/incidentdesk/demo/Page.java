package dev.interlock.examples.incidentdesk.demo;

import java.io.PrintStream;

/** Prints the demo's lines: plain, in order, from one thread at a time. */
final class Page {
  private static final int WIDTH = 100;

  private final PrintStream out;

  Page(PrintStream out) {
    this.out = out;
  }

  synchronized void title(String text) {
    out.println();
    out.println("== " + text + " " + "=".repeat(Math.max(3, WIDTH - text.length() - 4)));
  }

  synchronized void line(String text) {
    out.println(text);
  }

  /** Prints a text under a label, folded at the width. */
  synchronized void under(String label, String text) {
    var indent = " ".repeat(label.length());
    var prefix = label;
    var rest = text.strip();
    while (!rest.isEmpty()) {
      var room = WIDTH - prefix.length();
      var cut = rest.length() <= room ? rest.length() : rest.lastIndexOf(' ', room);
      if (cut <= 0) cut = Math.min(room, rest.length());
      out.println(prefix + rest.substring(0, cut));
      rest = rest.substring(cut).strip();
      prefix = indent;
    }
  }
}
