package dev.interlock.cli.screen;

import dev.interlock.views.Plain;
import java.util.ArrayList;
import java.util.List;

/** Rows in columns; every cell is on one line and no wider than its column may be. */
public final class Table {
  private static final String GAP = "  ";

  private final List<String> titles;
  private final int cellMax;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * @param cellMax the most characters of a cell; the last of a row may have four times as many
   */
  public Table(int cellMax, String... titles) {
    this.cellMax = cellMax;
    this.titles = List.of(titles);
  }

  public void row(String... cells) {
    if (cells.length != titles.size()) {
      throw new IllegalArgumentException(cells.length + " cells for " + titles.size() + " columns");
    }
    var row = new ArrayList<String>();
    for (var cell : cells) {
      var last = row.size() == titles.size() - 1;
      row.add(Plain.line(cell, last ? 4 * cellMax : cellMax));
    }
    rows.add(row);
  }

  /** Prints the titles and the rows; nothing if there is no row. */
  public void print(Screen screen) {
    print(screen, "");
  }

  /** Prints them behind a margin. */
  public void print(Screen screen, String margin) {
    if (rows.isEmpty()) return;
    screen.line(margin, laidOut(titles), Ink.DIM);
    rows.forEach(row -> screen.line(margin, laidOut(row), Ink.PLAIN));
  }

  private String laidOut(List<String> cells) {
    var line = new StringBuilder();
    for (var i = 0; i < cells.size(); i++) {
      line.append(cells.get(i));
      if (i < cells.size() - 1)
        line.append(" ".repeat(width(i) - cells.get(i).length())).append(GAP);
    }
    return line.toString();
  }

  private int width(int column) {
    var widest = titles.get(column).length();
    for (var row : rows) widest = Math.max(widest, row.get(column).length());
    return widest;
  }
}
