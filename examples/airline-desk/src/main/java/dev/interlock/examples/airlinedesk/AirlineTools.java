package dev.interlock.examples.airlinedesk;

import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.effect.SharedDatabase;
import dev.interlock.runtime.effect.Tool;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The airline's 14 tools, with the results of the benchmark's own. Like those they check what a
 * database would check (balances, seats, sums) and nothing of the airline's policy. A tool that
 * refuses changes nothing.
 */
public final class AirlineTools implements SharedDatabase {
  private final DataSource source;

  /** Makes the tables, if they are not there. */
  public AirlineTools(DataSource source) throws SQLException {
    this.source = source;
    Tables.create(source);
  }

  @Override
  public DataSource dataSource() {
    return source;
  }

  @Tool(
      name = "get_user_details",
      description = "Get the details of an user, including their reservations.")
  public Document user(Wish.UserNumber asked) throws SQLException {
    try (var connection = source.getConnection()) {
      var user = new Ledger(connection).user(asked.user_id());
      return found(user, "Error: user not found");
    }
  }

  @Tool(name = "get_reservation_details", description = "Get the details of a reservation.")
  public Document reservation(Wish.ReservationNumber asked) throws SQLException {
    try (var connection = source.getConnection()) {
      var reservation = new Ledger(connection).reservation(asked.reservation_id());
      return found(reservation, "Error: reservation not found");
    }
  }

  @Tool(name = "list_all_airports", description = "List all airports and their cities.")
  public Document airports() {
    return Document.of(Airports.all());
  }

  @Tool(
      name = "search_direct_flight",
      description = "Search direct flights between two cities on a specific date.")
  public Document direct(Wish.Route route) throws SQLException {
    try (var connection = source.getConnection()) {
      return Document.of(new Timetable(connection).direct(route));
    }
  }

  @Tool(
      name = "search_onestop_flight",
      description = "Search flights with one stop between two cities on a specific date.")
  public Document oneStop(Wish.Route route) throws SQLException {
    try (var connection = source.getConnection()) {
      return Document.of(new Timetable(connection).oneStop(route));
    }
  }

  @Tool(name = "calculate", description = "Calculate the result of a mathematical expression.")
  public Said calculate(Wish.Expression asked) {
    return new Said(Calculator.result(asked.expression()));
  }

  @Tool(name = "think", description = "Use the tool to think about something. It changes nothing.")
  public Said think(Wish.Thought thought) {
    return new Said("");
  }

  @Tool(
      name = "transfer_to_human_agents",
      description = "Transfer the user to a human agent, with a summary of the user's issue.")
  public Said transfer(Wish.Summary summary) {
    return new Said("Transfer successful");
  }

  @Tool(name = "book_reservation", description = "Book a reservation.")
  public Document book(Wish.Booking wish, Connection transaction) throws SQLException {
    return Document.of(new Booking(transaction).of(wish));
  }

  @Tool(name = "cancel_reservation", description = "Cancel the whole reservation.")
  public Document cancel(Wish.ReservationNumber wish, Connection transaction) throws SQLException {
    return Document.of(new Changes(transaction).cancelled(wish.reservation_id()));
  }

  @Tool(
      name = "update_reservation_flights",
      description = "Update the flight information of a reservation.")
  public Document reroute(Wish.Rerouting wish, Connection transaction) throws SQLException {
    return Document.of(new Changes(transaction).rerouted(wish));
  }

  @Tool(
      name = "update_reservation_baggages",
      description = "Update the baggage information of a reservation.")
  public Document baggage(Wish.Baggage wish, Connection transaction) throws SQLException {
    return Document.of(new Changes(transaction).withBaggage(wish));
  }

  @Tool(
      name = "update_reservation_passengers",
      description = "Update the passenger information of a reservation.")
  public Document passengers(Wish.Renaming wish, Connection transaction) throws SQLException {
    return Document.of(new Changes(transaction).renamed(wish));
  }

  @Tool(name = "send_certificate", description = "Send a certificate to a user. Be careful!")
  public Said certificate(Wish.Certificate wish, Connection transaction) throws SQLException {
    return new Said(Certificates.send(wish, new Ledger(transaction)));
  }

  private static Document found(Optional<Value.Obj> document, String otherwise) {
    return Document.of(document.orElseThrow(() -> Refusal.notFound(otherwise)));
  }
}
