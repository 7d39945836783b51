package dev.interlock.examples.airlinedesk;

import dev.interlock.kernel.value.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The payment history of a reservation. */
final class Payments {
  private Payments() {}

  /** A line of the history; what is paid back is negative. */
  static Value.Obj line(String payment, BigDecimal amount) {
    return Value.Obj.EMPTY.with("payment_id", Value.of(payment)).with("amount", Value.of(amount));
  }

  /** The reservation with one more line, or as it is if nothing is paid. */
  static Value.Obj added(Value.Obj reservation, String payment, BigDecimal amount) {
    if (amount.signum() == 0) return reservation;
    var history = new ArrayList<>(Members.list(reservation, "payment_history"));
    history.add(line(payment, amount));
    return reservation.with("payment_history", Value.of(history));
  }

  /** The reservation with every payment so far paid back. */
  static Value.Obj refunded(Value.Obj reservation) {
    var history = new ArrayList<>(Members.list(reservation, "payment_history"));
    for (var paid : List.copyOf(Members.objects(reservation, "payment_history"))) {
      history.add(line(Members.text(paid, "payment_id"), Members.number(paid, "amount").negate()));
    }
    return reservation.with("payment_history", Value.of(history));
  }
}
