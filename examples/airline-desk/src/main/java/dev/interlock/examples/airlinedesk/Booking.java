package dev.interlock.examples.airlinedesk;

import dev.interlock.kernel.value.Value;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Books a reservation: flights, seats, balances and the sum are checked, then all is written. */
final class Booking {
  /** The numbers that are given out, in this order; every recording has few. */
  private static final List<String> NUMBERS = List.of("HATHAT", "HATHAU", "HATHAV");

  private static final String BOOKED_AT = "2024-05-15T15:00:00";
  private static final BigDecimal INSURANCE = BigDecimal.valueOf(30);
  private static final BigDecimal BAG = BigDecimal.valueOf(50);

  private final Ledger ledger;
  private final Timetable timetable;

  Booking(Connection transaction) {
    this.ledger = new Ledger(transaction);
    this.timetable = new Timetable(transaction);
  }

  /** Returns the new reservation. */
  Value.Obj of(Wish.Booking wish) throws SQLException {
    if (ledger.user(wish.user_id()).isEmpty()) throw Refusal.notFound("Error: user not found");
    var passengers = wish.passengers().size();
    var itinerary =
        Itinerary.priced(
            wish.flights(), wish.cabin().name(), passengers, Value.Obj.EMPTY, timetable);
    var methods = ledger.paymentMethods(wish.user_id());
    for (var payment : wish.payment_methods()) checkBalance(payment, methods);
    checkSum(wish, itinerary);
    for (var payment : wish.payment_methods()) pay(wish.user_id(), payment, methods);
    var reservation = reservation(wish, itinerary);
    ledger.addReservation(reservation);
    return reservation;
  }

  private static void checkBalance(Wish.Payment payment, Map<String, Value.Obj> methods) {
    var method = method(payment, methods);
    var name = "payment method " + payment.payment_id();
    if (!Members.text(method, "source").equals("credit_card")
        && Members.number(method, "amount").compareTo(payment.amount()) < 0) {
      throw Refusal.because("Error: not enough balance in " + name);
    }
  }

  private static Value.Obj method(Wish.Payment payment, Map<String, Value.Obj> methods) {
    var method = methods.get(payment.payment_id());
    if (method != null) return method;
    throw Refusal.because("Error: payment method " + payment.payment_id() + " not found");
  }

  private static void checkSum(Wish.Booking wish, Itinerary itinerary) {
    var each = itinerary.price();
    if (wish.insurance() == Wish.Insurance.yes) each = each.add(INSURANCE);
    var total =
        each.multiply(BigDecimal.valueOf(wish.passengers().size()))
            .add(BAG.multiply(BigDecimal.valueOf(wish.nonfree_baggages())));
    var paid =
        wish.payment_methods().stream()
            .map(Wish.Payment::amount)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    if (paid.compareTo(total) != 0) {
      throw Refusal.because(
          "Error: payment amount does not add up, total price is "
              + Numbers.printed(total)
              + ", but paid "
              + Numbers.printed(paid));
    }
  }

  /** A certificate is used up, whatever it was worth. */
  private void pay(String user, Wish.Payment payment, Map<String, Value.Obj> methods)
      throws SQLException {
    switch (Members.text(method(payment, methods), "source")) {
      case "gift_card" -> ledger.spend(user, payment.payment_id(), payment.amount());
      case "certificate" -> ledger.dropPaymentMethod(user, payment.payment_id());
      default -> {} // the card's company is told by other means
    }
  }

  private Value.Obj reservation(Wish.Booking wish, Itinerary itinerary) throws SQLException {
    return Value.Obj.EMPTY
        .with("reservation_id", Value.of(nextNumber()))
        .with("user_id", Value.of(wish.user_id()))
        .with("origin", Value.of(wish.origin()))
        .with("destination", Value.of(wish.destination()))
        .with("flight_type", Value.of(wish.flight_type().name()))
        .with("cabin", Value.of(wish.cabin().name()))
        .with("flights", Value.of(itinerary.flights()))
        .with("passengers", Passengers.of(wish.passengers()))
        .with("payment_history", Value.of(payments(wish)))
        .with("created_at", Value.of(BOOKED_AT))
        .with("total_baggages", Value.of(wish.total_baggages()))
        .with("nonfree_baggages", Value.of(wish.nonfree_baggages()))
        .with("insurance", Value.of(wish.insurance().name()));
  }

  private String nextNumber() throws SQLException {
    for (var number : NUMBERS) {
      if (ledger.reservation(number).isEmpty()) return number;
    }
    throw Refusal.because("Error: no reservation number is left");
  }

  private static List<Value.Obj> payments(Wish.Booking wish) {
    return wish.payment_methods().stream()
        .map(payment -> Payments.line(payment.payment_id(), payment.amount()))
        .toList();
  }
}
