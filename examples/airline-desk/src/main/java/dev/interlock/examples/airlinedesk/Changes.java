package dev.interlock.examples.airlinedesk;

import dev.interlock.kernel.value.Value;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;

/** What can be changed of a reservation. Each returns the reservation as it is afterwards. */
final class Changes {
  private static final BigDecimal BAG = BigDecimal.valueOf(50);

  private final Ledger ledger;
  private final Timetable timetable;

  Changes(Connection transaction) {
    this.ledger = new Ledger(transaction);
    this.timetable = new Timetable(transaction);
  }

  Value.Obj cancelled(String id) throws SQLException {
    return written(Payments.refunded(found(id)).with("status", Value.of("cancelled")));
  }

  /**
   * Replaces the flights and settles the difference in price. As with the benchmark's own tool the
   * reservation goes on to name its old cabin, and seats are not counted down.
   */
  Value.Obj rerouted(Wish.Rerouting wish) throws SQLException {
    var reservation = found(wish.reservation_id());
    var passengers = Members.list(reservation, "passengers").size();
    var itinerary =
        Itinerary.priced(wish.flights(), wish.cabin().name(), passengers, reservation, timetable);
    var difference =
        itinerary
            .price()
            .subtract(Itinerary.of(reservation).price())
            .multiply(BigDecimal.valueOf(passengers));
    settle(reservation, wish.payment_id(), difference);
    ledger.sell(wish.reservation_id(), wish.cabin().name());
    var rerouted = reservation.with("flights", Value.of(itinerary.flights()));
    return written(Payments.added(rerouted, wish.payment_id(), difference));
  }

  Value.Obj withBaggage(Wish.Baggage wish) throws SQLException {
    var reservation = found(wish.reservation_id());
    var more =
        BigDecimal.valueOf(wish.nonfree_baggages())
            .subtract(Members.number(reservation, "nonfree_baggages"))
            .max(BigDecimal.ZERO);
    var price = BAG.multiply(more);
    settle(reservation, wish.payment_id(), price);
    var packed =
        reservation
            .with("total_baggages", Value.of(wish.total_baggages()))
            .with("nonfree_baggages", Value.of(wish.nonfree_baggages()));
    return written(Payments.added(packed, wish.payment_id(), price));
  }

  Value.Obj renamed(Wish.Renaming wish) throws SQLException {
    var reservation = found(wish.reservation_id());
    if (wish.passengers().size() != Members.list(reservation, "passengers").size()) {
      throw Refusal.because("Error: number of passengers does not match");
    }
    return written(reservation.with("passengers", Passengers.of(wish.passengers())));
  }

  private void settle(Value.Obj reservation, String payment, BigDecimal price) throws SQLException {
    var user = Members.text(reservation, "user_id");
    var method = ledger.paymentMethods(user).get(payment);
    if (method == null) throw Refusal.because("Error: payment method not found");
    switch (Members.text(method, "source")) {
      case "certificate" ->
          throw Refusal.because("Error: certificate cannot be used to update reservation");
      case "gift_card" -> {
        if (Members.number(method, "amount").compareTo(price) < 0) {
          throw Refusal.because("Error: gift card balance is not enough");
        }
        ledger.spend(user, payment, price);
      }
      default -> {} // the card's company is told by other means
    }
  }

  private Value.Obj found(String id) throws SQLException {
    return ledger
        .reservation(id)
        .orElseThrow(() -> Refusal.notFound("Error: reservation not found"));
  }

  private Value.Obj written(Value.Obj reservation) throws SQLException {
    ledger.replaceReservation(reservation);
    return reservation;
  }
}
