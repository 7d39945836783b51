package dev.interlock.examples.airlinedesk;

import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.effect.Tool;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** What the airline's rules need to know and the agent has no tool for. They only read. */
public final class RuleRecords {
  private final DataSource source;

  /** Makes the tables, if they are not there. */
  public RuleRecords(DataSource source) throws SQLException {
    this.source = source;
    Tables.create(source);
  }

  /** Flights on days. */
  public record Flights(List<Wish.Segment> flights) {}

  @Tool(
      name = "get_flights",
      description = "Where flights go, and how they stand on their days; those that there are")
  public Document flights(Flights asked) throws SQLException {
    try (var connection = source.getConnection()) {
      var flights = new ArrayList<Value>();
      for (var one : asked.flights()) {
        flight(connection, one.flight_number(), one.date(), flights);
      }
      return Document.of(Value.Obj.EMPTY.with("flights", Value.of(flights)));
    }
  }

  @Tool(name = "get_cabin", description = "The cabin that was sold last for a reservation")
  public Document cabin(Wish.ReservationNumber asked) throws SQLException {
    try (var connection = source.getConnection()) {
      var cabin = new Ledger(connection).cabin(asked.reservation_id());
      if (cabin.isEmpty()) throw Refusal.notFound("Error: reservation not found");
      return Document.of(Value.Obj.EMPTY.with("cabin", Value.of(cabin.get())));
    }
  }

  @Tool(name = "get_trips", description = "A user's reservations, each with how its flights stand")
  public Document trips(Wish.UserNumber asked) throws SQLException {
    try (var connection = source.getConnection()) {
      var ledger = new Ledger(connection);
      var trips = new ArrayList<Value>();
      var user = ledger.user(asked.user_id());
      if (user.isEmpty()) throw Refusal.notFound("Error: user not found");
      for (var number : Members.list(user.get(), "reservations")) {
        if (!(number instanceof Value.Text(var text))) continue;
        var reservation = ledger.reservation(text);
        if (reservation.isPresent()) trips.add(trip(connection, reservation.get()));
      }
      return Document.of(Value.Obj.EMPTY.with("trips", Value.of(trips)));
    }
  }

  private static Value trip(Connection connection, Value.Obj reservation) throws SQLException {
    var flights = new ArrayList<Value>();
    for (var one : Members.objects(reservation, "flights")) {
      flight(connection, Members.text(one, "flight_number"), Members.text(one, "date"), flights);
    }
    return Value.Obj.EMPTY
        .with("reservation_id", Value.of(Members.text(reservation, "reservation_id")))
        .with("cabin", Value.of(Members.text(reservation, "cabin")))
        .with("insurance", Value.of(Members.text(reservation, "insurance")))
        .with("passengers", Value.of(Members.list(reservation, "passengers").size()))
        .with("flights", Value.of(flights));
  }

  private static void flight(Connection connection, String number, String date, List<Value> flights)
      throws SQLException {
    var timetable = new Timetable(connection);
    var flight = timetable.flight(number);
    var day = timetable.day(number, date);
    if (flight.isEmpty() || day.isEmpty()) return;
    flights.add(
        flight
            .get()
            .with("date", Value.of(date))
            .with("status", Value.of(Members.text(day.get(), "status"))));
  }
}
