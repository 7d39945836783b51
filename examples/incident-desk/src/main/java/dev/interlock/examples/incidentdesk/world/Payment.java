package dev.interlock.examples.incidentdesk.world;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** One step of an order's payment; an order has one row per step. */
record Payment(
    Order order, LocalDateTime at, Status status, Order.Money money, @Nullable String reason) {

  /** What a step did. A capture without an authorisation does not occur. */
  enum Status {
    AUTHORISED,
    CAPTURED,
    FAILED,
    REFUNDED
  }

  static Payment of(Order order, LocalDateTime at, Status status) {
    return new Payment(order, at, status, order.money(), null);
  }

  static Payment failed(Order order, LocalDateTime at, String reason) {
    return new Payment(order, at, Status.FAILED, order.money(), reason);
  }

  long capturedCents() {
    return status == Status.CAPTURED ? money.usdCents() : 0;
  }
}
