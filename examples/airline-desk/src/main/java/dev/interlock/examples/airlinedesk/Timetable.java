package dev.interlock.examples.airlinedesk;

import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.json.Json;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The flights, and how each stands on each day. */
final class Timetable {
  private final Connection connection;

  Timetable(Connection connection) {
    this.connection = connection;
  }

  /** What can be booked from one airport to another on a day. */
  Value direct(Wish.Route route) throws SQLException {
    return Value.of(
        available("origin", route.origin(), route.date()).stream()
            .filter(flight -> Members.text(flight, "destination").equals(route.destination()))
            .toList());
  }

  /**
   * Pairs of flights by way of one other airport. One that lands a day later ({@code 03:00:00+1})
   * is followed by a flight of the next day; its seats and prices are told as of the first day, as
   * the benchmark's own tool does.
   */
  Value oneStop(Wish.Route route) throws SQLException {
    var pairs = new ArrayList<Value>();
    for (var first : available("origin", route.origin(), route.date())) {
      var landing = Members.text(first, "scheduled_arrival_time_est");
      var date = landing.contains("+1") ? dayAfter(route.date()) : route.date();
      if (date.isEmpty()) continue;
      for (var second : available("destination", route.destination(), date)) {
        var meets =
            Members.text(second, "origin").equals(Members.text(first, "destination"))
                && landing.compareTo(Members.text(second, "scheduled_departure_time_est")) <= 0;
        if (!meets) continue;
        pairs.add(
            Value.of(
                List.of(
                    first.with("date", Value.of(route.date())),
                    stated(second, route.date()).with("date", Value.of(date)))));
      }
    }
    return Value.of(pairs);
  }

  /** Where a flight goes, without its days; empty if there is no such flight. */
  Optional<Value.Obj> flight(String number) throws SQLException {
    try (var query = connection.prepareStatement("SELECT * FROM flights WHERE flight_number = ?")) {
      query.setString(1, number);
      try (var rows = query.executeQuery()) {
        return rows.next() ? Optional.of(flight(rows)) : Optional.empty();
      }
    }
  }

  /** How a flight stands on a day; empty if it does not fly then. */
  Optional<Value.Obj> day(String number, String date) throws SQLException {
    try (var query =
        connection.prepareStatement(
            "SELECT document FROM flight_dates WHERE flight_number = ? AND date = ?")) {
      query.setString(1, number);
      query.setString(2, date);
      try (var rows = query.executeQuery()) {
        return rows.next() ? Optional.of(document(rows)) : Optional.empty();
      }
    }
  }

  /** Adds a flight with its days, as the benchmark's file has it. */
  void add(Value.Obj flight) throws SQLException {
    var number = Members.text(flight, "flight_number");
    try (var row = connection.prepareStatement("INSERT INTO flights VALUES (?, ?, ?, ?, ?)");
        var day = connection.prepareStatement("INSERT INTO flight_dates VALUES (?, ?, ?, ?)")) {
      row.setString(1, number);
      row.setString(2, Members.text(flight, "origin"));
      row.setString(3, Members.text(flight, "destination"));
      row.setString(4, Members.text(flight, "scheduled_departure_time_est"));
      row.setString(5, Members.text(flight, "scheduled_arrival_time_est"));
      var _ = row.executeUpdate();
      for (var one : Members.object(flight, "dates").members().entrySet()) {
        var document = Members.object(one.getValue(), one.getKey());
        day.setString(1, number);
        day.setString(2, one.getKey());
        day.setString(3, Members.text(document, "status"));
        day.setString(4, document.json());
        day.addBatch();
      }
      var _ = day.executeBatch();
    }
  }

  /** A flight with what is told of it for another day, if it flies then. */
  private Value.Obj stated(Value.Obj flight, String date) throws SQLException {
    return merged(flight, day(Members.text(flight, "flight_number"), date).orElse(flight));
  }

  private List<Value.Obj> available(String end, String airport, String date) throws SQLException {
    var sql =
        "SELECT * FROM flights JOIN flight_dates USING (flight_number)"
            + " WHERE date = ? AND status = 'available' AND "
            + end
            + " = ? ORDER BY flight_number";
    try (var query = connection.prepareStatement(sql)) {
      query.setString(1, date);
      query.setString(2, airport);
      try (var rows = query.executeQuery()) {
        var flights = new ArrayList<Value.Obj>();
        while (rows.next()) flights.add(merged(flight(rows), document(rows)));
        return flights;
      }
    }
  }

  private static Value.Obj merged(Value.Obj flight, Value.Obj day) {
    var merged = flight;
    for (var member : day.members().entrySet()) {
      merged = merged.with(member.getKey(), member.getValue());
    }
    return merged;
  }

  private static Value.Obj flight(ResultSet row) throws SQLException {
    return Value.Obj.EMPTY
        .with("flight_number", Value.of(row.getString("flight_number")))
        .with("origin", Value.of(row.getString("origin")))
        .with("destination", Value.of(row.getString("destination")))
        .with("scheduled_departure_time_est", Value.of(row.getString("departure")))
        .with("scheduled_arrival_time_est", Value.of(row.getString("arrival")));
  }

  private static Value.Obj document(ResultSet row) throws SQLException {
    return Members.object(Json.parse(row.getString("document")), "document");
  }

  private static String dayAfter(String date) {
    try {
      return LocalDate.parse(date).plusDays(1).toString();
    } catch (DateTimeException noDate) {
      return "";
    }
  }
}
