package dev.interlock.examples.airlinedesk;

import dev.interlock.kernel.value.Value;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The flights of a reservation with their prices.
 *
 * @param flights each with number, date, origin, destination and price for one passenger
 */
record Itinerary(List<Value.Obj> flights) {
  Itinerary {
    flights = List.copyOf(flights);
  }

  /**
   * Prices what is wished. A flight that is in {@code kept} already, in the same cabin, keeps its
   * price and needs no seat.
   *
   * @param kept the reservation as it is; an empty object for a new one
   */
  static Itinerary priced(
      List<Wish.Segment> wished, String cabin, int passengers, Value.Obj kept, Timetable timetable)
      throws SQLException {
    var flights = new ArrayList<Value.Obj>();
    for (var segment : wished) {
      var old = kept(segment, cabin, kept);
      flights.add(old == null ? sold(segment, cabin, passengers, timetable) : old);
    }
    return new Itinerary(flights);
  }

  /** The flights of a reservation as they were sold. */
  static Itinerary of(Value.Obj reservation) {
    return new Itinerary(Members.objects(reservation, "flights"));
  }

  /** Price of all flights for one passenger. */
  BigDecimal price() {
    return flights.stream()
        .map(flight -> Members.number(flight, "price"))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static Value.@Nullable Obj kept(Wish.Segment segment, String cabin, Value.Obj kept) {
    if (kept.members().isEmpty() || !Members.text(kept, "cabin").equals(cabin)) return null;
    return Members.objects(kept, "flights").stream()
        .filter(flight ->
            Members.text(flight, "flight_number").equals(segment.flight_number())
                && Members.text(flight, "date").equals(segment.date()))
        .findFirst()
        .orElse(null);
  }

  private static Value.Obj sold(
      Wish.Segment segment, String cabin, int passengers, Timetable timetable) throws SQLException {
    var name = "Error: flight " + segment.flight_number();
    var flight =
        timetable
            .flight(segment.flight_number())
            .orElseThrow(() -> Refusal.because(name + " not found"));
    var day =
        timetable
            .day(segment.flight_number(), segment.date())
            .orElseThrow(() -> Refusal.because(name + " not found on date " + segment.date()));
    if (!Members.text(day, "status").equals("available")) {
      throw Refusal.because(name + " not available on date " + segment.date());
    }
    var seats = Members.number(Members.object(day, "available_seats"), cabin);
    if (seats.compareTo(BigDecimal.valueOf(passengers)) < 0) {
      throw Refusal.because("Error: not enough seats on flight " + segment.flight_number());
    }
    var price = Members.number(Members.object(day, "prices"), cabin);
    return Value.Obj.EMPTY
        .with("flight_number", Value.of(segment.flight_number()))
        .with("date", Value.of(segment.date()))
        .with("price", Value.of(price))
        .with("origin", Value.of(Members.text(flight, "origin")))
        .with("destination", Value.of(Members.text(flight, "destination")));
  }
}
