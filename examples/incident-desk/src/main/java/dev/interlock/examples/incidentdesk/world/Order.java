package dev.interlock.examples.incidentdesk.world;

import java.time.LocalDateTime;

/** One order as the customer placed it, at a UTC time. */
record Order(long id, LocalDateTime at, Visit visit, String scheme, Money money) {

  /** The session that the order came from. */
  record Visit(String channel, String device) {}

  /** An amount in the customer's currency (minor units) and in US cents. */
  record Money(String currency, long localCents, long usdCents) {

    Money withoutUsd() {
      return new Money(currency, localCents, 0);
    }
  }
}
