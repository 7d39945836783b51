package dev.interlock.examples.airlinedesk;

import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.json.Json;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Users, what they pay with, and reservations, read and written over one connection. */
final class Ledger {
  private final Connection connection;

  Ledger(Connection connection) {
    this.connection = connection;
  }

  Optional<Value.Obj> user(String id) throws SQLException {
    var profiles = documents("SELECT profile FROM users WHERE user_id = ?", id);
    if (profiles.isEmpty()) return Optional.empty();
    var reservations =
        texts("SELECT reservation_id FROM reservations WHERE user_id = ? ORDER BY rowid", id);
    return Optional.of(
        profiles
            .getFirst()
            .with("payment_methods", Value.of(paymentMethods(id)))
            .with("reservations", Value.of(reservations.stream().map(Value::of).toList())));
  }

  /** A user's payment methods by their ids; those with a balance have an {@code amount}. */
  Map<String, Value.Obj> paymentMethods(String user) throws SQLException {
    try (var query =
        prepared(
            "SELECT payment_id, amount, details FROM payment_methods WHERE user_id = ?", user)) {
      var methods = new LinkedHashMap<String, Value.Obj>();
      try (var rows = query.executeQuery()) {
        while (rows.next()) {
          var details = document(rows.getString("details"));
          var amount = rows.getString("amount");
          var whole =
              amount == null ? details : details.with("amount", Value.of(new BigDecimal(amount)));
          methods.put(rows.getString("payment_id"), whole);
        }
      }
      return methods;
    }
  }

  Optional<Value.Obj> reservation(String id) throws SQLException {
    return documents("SELECT document FROM reservations WHERE reservation_id = ?", id).stream()
        .findFirst();
  }

  void addUser(String id, Value.Obj profile) throws SQLException {
    write("INSERT INTO users VALUES (?, ?)", id, profile.json());
  }

  void addReservation(Value.Obj document) throws SQLException {
    write(
        "INSERT INTO reservations VALUES (?, ?, ?, ?)",
        Members.text(document, "reservation_id"),
        Members.text(document, "user_id"),
        Members.text(document, "cabin"),
        document.json());
  }

  void replaceReservation(Value.Obj document) throws SQLException {
    write(
        "UPDATE reservations SET document = ? WHERE reservation_id = ?",
        document.json(),
        Members.text(document, "reservation_id"));
  }

  /** The cabin that was sold last, which the document of a rerouted reservation does not tell. */
  Optional<String> cabin(String reservation) throws SQLException {
    return texts("SELECT cabin FROM reservations WHERE reservation_id = ?", reservation).stream()
        .findFirst();
  }

  void sell(String reservation, String cabin) throws SQLException {
    write("UPDATE reservations SET cabin = ? WHERE reservation_id = ?", cabin, reservation);
  }

  /**
   * Adds a payment method.
   *
   * @param method as the user's profile shows it
   */
  void addPaymentMethod(String user, Value.Obj method) throws SQLException {
    var amount = method.get("amount").orElse(Value.Null.NULL);
    write(
        "INSERT INTO payment_methods VALUES (?, ?, ?, ?, ?)",
        user,
        Members.text(method, "id"),
        Members.text(method, "source"),
        amount instanceof Value.Num(var number) ? number.toPlainString() : null,
        method.without("amount").json());
  }

  /** Takes an amount from a balance, or adds one that is negative. */
  void spend(String user, String payment, BigDecimal amount) throws SQLException {
    write(
        "UPDATE payment_methods SET amount = amount - CAST(? AS NUMERIC)"
            + " WHERE user_id = ? AND payment_id = ?",
        amount.toPlainString(),
        user,
        payment);
  }

  void dropPaymentMethod(String user, String payment) throws SQLException {
    write("DELETE FROM payment_methods WHERE user_id = ? AND payment_id = ?", user, payment);
  }

  private List<Value.Obj> documents(String sql, String key) throws SQLException {
    return texts(sql, key).stream().map(Ledger::document).toList();
  }

  private List<String> texts(String sql, String key) throws SQLException {
    try (var query = prepared(sql, key);
        var rows = query.executeQuery()) {
      var texts = new ArrayList<String>();
      while (rows.next()) texts.add(rows.getString(1));
      return texts;
    }
  }

  private void write(String sql, @Nullable String... parameters) throws SQLException {
    try (var statement = prepared(sql, parameters)) {
      var _ = statement.executeUpdate();
    }
  }

  private PreparedStatement prepared(String sql, @Nullable String... parameters)
      throws SQLException {
    var statement = connection.prepareStatement(sql);
    for (var i = 0; i < parameters.length; i++) statement.setString(i + 1, parameters[i]);
    return statement;
  }

  private static Value.Obj document(String json) {
    return Members.object(Json.parse(json), "document");
  }
}
