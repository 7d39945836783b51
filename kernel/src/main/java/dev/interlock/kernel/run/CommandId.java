package dev.interlock.kernel.run;

import java.util.Comparator;

/**
 * Names one command for ever. Derived from the journal, never drawn at random, so a replay gives
 * the same id and an effect can be recognised as already begun.
 *
 * @param epoch the life of the run in which the command came up; 1-based
 * @param sequence the entry that caused the command; 1-based
 * @param index the place of the command among those of that entry; 0-based
 */
public record CommandId(long epoch, long sequence, int index) implements Comparable<CommandId> {
  private static final Comparator<CommandId> ORDER =
      Comparator.comparingLong(CommandId::sequence)
          .thenComparingInt(CommandId::index)
          .thenComparingLong(CommandId::epoch);

  @Override
  public int compareTo(CommandId other) {
    return ORDER.compare(this, other);
  }

  /** As on the command line: {@code 1.12.0}. */
  @Override
  public String toString() {
    return epoch + "." + sequence + "." + index;
  }

  /**
   * Reads what {@link #toString} wrote.
   *
   * @throws IllegalArgumentException if the text is no command id
   */
  public static CommandId parse(String text) {
    if (!text.matches("\\d{1,18}\\.\\d{1,18}\\.\\d{1,9}")) {
      throw new IllegalArgumentException("not a call id: '" + text + "', expected like 1.12.0");
    }
    var parts = text.split("\\.", -1);
    return new CommandId(
        Long.parseLong(parts[0]), Long.parseLong(parts[1]), Integer.parseInt(parts[2]));
  }
}
