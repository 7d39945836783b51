package dev.interlock.runtime.agent;

import java.util.Comparator;

/**
 * Where something was written.
 *
 * @param source the file as it was named, or {@code --set key}
 * @param line from 1; 0 if the source has no lines
 * @param column from 1; 0 if the source has no lines
 */
record Position(String source, int line, int column) implements Comparable<Position> {

  private static final Comparator<Position> FILE_ORDER =
      Comparator.comparing((Position position) -> position.line == 0)
          .thenComparingInt(Position::line)
          .thenComparingInt(Position::column)
          .thenComparing(Position::source);

  static Position of(String source) {
    return new Position(source, 0, 0);
  }

  /** In the order of the file; what has no line comes last. */
  @Override
  public int compareTo(Position other) {
    return FILE_ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return line == 0 ? source : source + ":" + line;
  }
}
