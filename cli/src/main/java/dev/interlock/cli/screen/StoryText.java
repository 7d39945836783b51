package dev.interlock.cli.screen;

import dev.interlock.views.trace.StoryLine;
import dev.interlock.views.trace.Tone;

/** Shows a story: the entry's number, then what happened. */
public final class StoryText {
  private final Screen screen;
  private final boolean headings;
  private int turn;

  /**
   * @param headings whether each turn begins under its number
   */
  public StoryText(Screen screen, boolean headings) {
    this.screen = screen;
    this.headings = headings;
  }

  public void show(StoryLine line) {
    if (headings && line.turn() != turn) {
      turn = line.turn();
      screen.line("");
      screen.line("Turn " + turn, Ink.BOLD);
    }
    if (headings && line.tone() == Tone.END && line.text().startsWith("It cost")) {
      screen.line(" ".repeat(7), line.text(), ink(line.tone()));
    } else {
      screen.line(margin(line), line.text(), ink(line.tone()));
    }
  }

  private static String margin(StoryLine line) {
    return line.tone() == Tone.PROPOSAL
        ? " ".repeat(9)
        : " ".repeat(Math.max(0, 5 - Long.toString(line.entry()).length())) + line.entry() + "  ";
  }

  private static Ink ink(Tone tone) {
    return switch (tone) {
      case GOAL, END -> Ink.BOLD;
      case MODEL, PROPOSAL, RETURNED -> Ink.PLAIN;
      case ALLOWED -> Ink.GREEN;
      case REFUSED, FAILED -> Ink.RED;
      case HELD, UNKNOWN -> Ink.YELLOW;
      case PERSON -> Ink.CYAN;
      case HOUSEKEEPING -> Ink.DIM;
    };
  }
}
