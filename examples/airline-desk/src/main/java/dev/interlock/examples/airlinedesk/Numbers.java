package dev.interlock.examples.airlinedesk;

import java.math.BigDecimal;

/** Numbers as the benchmark's tools print them. */
final class Numbers {
  private Numbers() {}

  /** Whole numbers as they are; what was written with decimals keeps at least one. */
  static String printed(BigDecimal number) {
    return number.scale() <= 0 ? number.toPlainString() : printed(number.doubleValue());
  }

  /** At least one decimal, no exponent. */
  static String printed(double number) {
    var plain = new BigDecimal(Double.toString(number)).toPlainString();
    return plain.contains(".") ? plain : plain + ".0";
  }
}
