package dev.interlock.views;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;

/** Words for amounts: the same on every screen, in every country. */
public final class Amounts {
  private Amounts() {}

  /** Money as in {@code 0.25 USD}: at least two decimals, and all that count. */
  public static String usd(long micros) {
    var amount = BigDecimal.valueOf(micros, 6).stripTrailingZeros();
    return (amount.scale() < 2 ? amount.setScale(2) : amount).toPlainString() + " USD";
  }

  /** A number as in {@code 12,345}. */
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** A number of things, as in {@code 1 call} and {@code 2 calls}. */
  public static String count(long number, String thing) {
    return count(number) + " " + thing + (number == 1 ? "" : "s");
  }

  /** A length of time in its two largest units, as in {@code 2 min 5 s}. */
  public static String time(Duration time) {
    if (time.toSeconds() < 1) return time.toMillis() + " ms";
    if (time.toMinutes() < 1) {
      return BigDecimal.valueOf(time.toMillis() / 100, 1).stripTrailingZeros().toPlainString()
          + " s";
    }
    if (time.toHours() < 1) return two(time.toMinutes(), " min", time.toSecondsPart(), " s");
    if (time.toDays() < 1) return two(time.toHours(), " h", time.toMinutesPart(), " min");
    return two(time.toDays(), " d", time.toHoursPart(), " h");
  }

  private static String two(long large, String largeUnit, long small, String smallUnit) {
    return large + largeUnit + (small == 0 ? "" : " " + small + smallUnit);
  }
}
