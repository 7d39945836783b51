package dev.interlock.examples.airlinedesk;

import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.UserError;
import dev.interlock.runtime.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;

/** The benchmark's data: {@code users.json}, {@code reservations.json}, {@code flights.json}. */
final class DataFolder {
  private final Map<String, Value> users;
  private final Map<String, Value> reservations;
  private final Map<String, Value> flights;

  private DataFolder(
      Map<String, Value> users, Map<String, Value> reservations, Map<String, Value> flights) {
    this.users = users;
    this.reservations = reservations;
    this.flights = flights;
  }

  /**
   * Reads the three files.
   *
   * @throws UserError if one is missing or is not what it should be
   */
  static DataFolder read(Path folder) {
    return new DataFolder(
        file(folder, "users.json"),
        file(folder, "reservations.json"),
        file(folder, "flights.json"));
  }

  /** Fills the tables, in one transaction. They must be there and empty. */
  void fill(DataSource source) throws SQLException {
    try (var connection = source.getConnection()) {
      connection.setAutoCommit(false);
      try {
        fill(connection);
        connection.commit();
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (Members.MisshapenException misshapen) {
      throw new UserError("the data are not the benchmark's: " + misshapen.getMessage(), "", HINT);
    }
  }

  private static final String HINT =
      "name the folder of tau-bench's airline data: users.json, reservations.json, flights.json";

  private void fill(Connection connection) throws SQLException {
    var timetable = new Timetable(connection);
    for (var flight : flights.values()) timetable.add(Members.object(flight, "flights.json"));
    var ledger = new Ledger(connection);
    for (var user : users.entrySet()) {
      fill(user.getKey(), Members.object(user.getValue(), user.getKey()), ledger);
    }
  }

  /** The order of a user's reservations is that of their rows. */
  private void fill(String id, Value.Obj user, Ledger ledger) throws SQLException {
    ledger.addUser(id, profile(user));
    for (var method : Members.object(user, "payment_methods").members().values()) {
      ledger.addPaymentMethod(id, Members.object(method, id));
    }
    for (var number : Members.list(user, "reservations")) {
      if (!(number instanceof Value.Text(var text)) || !reservations.containsKey(text)) continue;
      ledger.addReservation(Members.object(reservations.get(text), text));
    }
  }

  /** What the data call a state, the benchmark's tools call a province. */
  private static Value.Obj profile(Value.Obj user) {
    var address = Members.object(user, "address");
    var state = address.get("state");
    var told = state.isEmpty() ? address : address.without("state").with("province", state.get());
    return user.without("payment_methods").without("reservations").with("address", told);
  }

  private static Map<String, Value> file(Path folder, String name) {
    var file = folder.resolve(name);
    try {
      return Members.object(Json.parse(Files.readAllBytes(file)), name).members();
    } catch (IOException unreadable) {
      throw new UserError("there is no " + file, "DATA_DIR", HINT);
    } catch (Json.NotJsonException | Members.MisshapenException bad) {
      throw new UserError(file + " is not JSON as it should be: " + bad.getMessage(), "", HINT);
    }
  }
}
