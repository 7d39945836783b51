package dev.interlock.runtime.gate;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something in an answer that must be borne out by evidence. */
sealed interface Mention {

  /** As it is written. */
  String text();

  /**
   * A number.
   *
   * @param value with the decimals that are written
   * @param magnitude the power of ten that it stands for: 6 in {@code 1.2 million}, else 0
   * @param percent whether a percent sign or word follows
   * @param signed whether a sign is written
   * @param prose whether it stands in a text
   */
  record Quantity(
      String text, BigDecimal value, int magnitude, boolean percent, boolean signed, boolean prose)
      implements Mention {

    static Quantity leaf(BigDecimal value) {
      return new Quantity(value.toPlainString(), value, 0, false, true, false);
    }

    /** Whether it may be a year: 1900 to 2099, with nothing around it. */
    boolean isYear() {
      return prose
          && !signed
          && !percent
          && magnitude == 0
          && text.length() == 4
          && (text.startsWith("19") || text.startsWith("20"));
    }
  }

  /** An identifier, a version, a time: it must stand somewhere exactly so. */
  record Name(String text) implements Mention {}

  /** A date or a time of ISO 8601; it may stand somewhere as part of a longer one. */
  record Moment(String text) implements Mention {}

  /**
   * A name that begins with digits, as in {@code 42ms}: it stands somewhere, or its numbers hold.
   */
  record Measure(String text, List<Quantity> numbers) implements Mention {
    public Measure {
      numbers = List.copyOf(numbers);
    }
  }

  /** A day by the name of its month. */
  record Day(String text, int month, int day, @Nullable String year) implements Mention {}

  /** Numbers of entries. */
  record Entries(String text, List<Long> entries) implements Mention {
    public Entries {
      entries = List.copyOf(entries);
    }
  }

  /** Digits of another script, or a fraction in one character: they could say anything. */
  record Unreadable(String text) implements Mention {}
}
