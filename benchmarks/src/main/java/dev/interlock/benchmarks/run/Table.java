package dev.interlock.benchmarks.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One table in Markdown, wide enough to be read as it is. */
final class Table {
  private final List<List<String>> rows = new ArrayList<>();

  Table(String... heads) {
    rows.add(List.of(heads));
  }

  /** Adds a row, and shows it at once on standard error: the whole takes a while. */
  void row(String... cells) {
    rows.add(List.of(cells));
    System.err.println("  " + String.join(" | ", cells));
  }

  /** Writes a number with three digits that count. */
  static String number(double value) {
    if (value >= 1000) return String.format(Locale.ROOT, "%,.0f", value);
    if (value >= 100) return String.format(Locale.ROOT, "%.0f", value);
    return String.format(Locale.ROOT, value >= 10 ? "%.1f" : "%.2f", value);
  }

  static String number(double value, String unit) {
    return number(value) + " " + unit;
  }

  /** Writes how many times as much one is. */
  static String times(double value, double of) {
    return number(value / of) + " x";
  }

  @Override
  public String toString() {
    var columns = rows.getFirst().size();
    var widths = new int[columns];
    for (var row : rows) {
      for (var i = 0; i < columns; i++) widths[i] = Math.max(widths[i], row.get(i).length());
    }
    var text = new StringBuilder();
    for (var at = 0; at < rows.size(); at++) {
      text.append(line(rows.get(at), widths));
      if (at == 0) text.append(rule(widths));
    }
    return text.toString();
  }

  private static String line(List<String> row, int[] widths) {
    var text = new StringBuilder("|");
    for (var i = 0; i < widths.length; i++) {
      var gap = " ".repeat(widths[i] - row.get(i).length());
      text.append(' ').append(i == 0 ? row.get(i) + gap : gap + row.get(i)).append(" |");
    }
    return text.append('\n').toString();
  }

  private static String rule(int[] widths) {
    var text = new StringBuilder("|");
    for (var width : widths) text.append("-".repeat(width + 2)).append('|');
    return text.append('\n').toString();
  }
}
