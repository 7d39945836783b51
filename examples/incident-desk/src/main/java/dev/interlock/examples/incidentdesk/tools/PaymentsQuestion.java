package dev.interlock.examples.incidentdesk.tools;

import dev.interlock.runtime.effect.Describe;

/** Which day's payments, in which groups. */
public record PaymentsQuestion(
    @Describe("the day the orders were placed, e.g. 2026-03-01") String day,
    @Describe("status: one line for the whole day; else one line per hour, scheme, currency")
        By by) {

  /** How to group. Lower case, because the name is what a caller writes. */
  public enum By {
    /** One group, the whole day. */
    status,
    /** The hour in which the order was placed, 00 to 23. */
    hour,
    /** The payment scheme. */
    scheme,
    /** The customer's currency. */
    currency
  }
}
