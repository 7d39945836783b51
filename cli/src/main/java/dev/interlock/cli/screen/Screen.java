package dev.interlock.cli.screen;

import dev.interlock.views.Plain;
import java.io.PrintStream;

/**
 * Prints lines. Whatever is printed loses what would steer the terminal: models and tools wrote
 * part of it. Thread-safe.
 */
public final class Screen {
  /** The width of a screen that breaks no lines. */
  public static final int UNBROKEN = Integer.MAX_VALUE;

  private final PrintStream out;
  private final boolean colour;
  private final int width;

  public Screen(PrintStream out, boolean colour, int width) {
    this.out = out;
    this.colour = colour;
    this.width = width;
  }

  /** Whether somebody watches it, rather than a file. */
  public boolean isLive() {
    return width != UNBROKEN;
  }

  /** Prints one line, or an empty one. */
  public void line(String text) {
    line("", text, Ink.PLAIN);
  }

  /** Prints one line in an ink. */
  public void line(String text, Ink ink) {
    line("", text, ink);
  }

  /**
   * Prints a text behind a margin; where it is broken, the next line begins under the text.
   *
   * @param margin what stands before the first line
   */
  public void line(String margin, String text, Ink ink) {
    var safe = new StringBuilder();
    var left = Plain.lines(margin);
    for (var part : Plain.lines(text).split("\n", -1)) {
      for (var rest = part; ; left = " ".repeat(left.length())) {
        var end = breakAt(rest, width - left.length());
        var shown = rest.substring(0, end);
        safe.append((left + (colour ? ink.on(shown) : shown)).stripTrailing()).append('\n');
        rest = rest.substring(end).stripLeading();
        if (rest.isEmpty()) break;
      }
      left = " ".repeat(left.length());
    }
    synchronized (out) {
      out.print(safe);
      out.flush();
    }
  }

  /** Prints a question and stays on its line. */
  public void ask(String text) {
    synchronized (out) {
      out.print(Plain.lines(text));
      out.flush();
    }
  }

  private static int breakAt(String text, int room) {
    if (text.length() <= room || room < 10) return text.length();
    var space = text.lastIndexOf(' ', room);
    if (space > room / 2) return space;
    return Character.isHighSurrogate(text.charAt(room - 1)) ? room - 1 : room;
  }
}
