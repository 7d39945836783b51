package dev.interlock.examples.incidentdesk.world;

import java.util.List;
import java.util.SplittableRandom;

/**
 * The shop's ordinary trade, one draw per seed.
 *
 * @param schemes how customers pay, dominant first
 * @param currencies in what they pay, dominant first and never USD
 * @param ordersPerDay orders on a mean day
 * @param basketCents value of a mean order, US cents
 * @param conversion orders per session
 * @param rateShift factor on the table of exchange rates
 */
record Market(
    Weighted schemes,
    Weighted currencies,
    double ordersPerDay,
    double basketCents,
    double conversion,
    double rateShift) {
  private static final List<String> SCHEMES = List.of("visa", "mastercard", "amex", "paypal");
  private static final List<String> FOREIGN = List.of("EUR", "GBP", "CHF", "SEK");

  static Market draw(SplittableRandom random) {
    return new Market(
        Weighted.drawn(random, SCHEMES, random.nextDouble(0.58, 0.66)),
        currencies(random),
        random.nextDouble(36, 44),
        random.nextDouble(8_500, 23_000),
        random.nextDouble(0.016, 0.027),
        random.nextDouble(0.95, 1.05));
  }

  private static Weighted currencies(SplittableRandom random) {
    var foreign = Weighted.drawn(random, FOREIGN, 0.5).names();
    var names = List.of(foreign.get(0), "USD", foreign.get(1), foreign.get(2));
    return Weighted.topped(names, random.nextDouble(0.58, 0.66));
  }

  /** Returns the value in the minor unit of {@code currency} of an amount in US cents. */
  long local(String currency, long usdCents) {
    return Math.round(usdCents / usdPerUnit(currency));
  }

  private double usdPerUnit(String currency) {
    return switch (currency) {
      case "USD" -> 1.0;
      case "EUR" -> 1.12 * rateShift;
      case "GBP" -> 1.31 * rateShift;
      case "CHF" -> 1.21 * rateShift;
      case "SEK" -> 0.10 * rateShift;
      default -> throw new IllegalArgumentException("no rate for currency " + currency);
    };
  }
}
