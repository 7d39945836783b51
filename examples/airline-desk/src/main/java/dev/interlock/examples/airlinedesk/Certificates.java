package dev.interlock.examples.airlinedesk;

import dev.interlock.kernel.value.Value;
import java.sql.SQLException;
import java.util.List;

/** Travel certificates that are given as a gesture. */
final class Certificates {
  /** The numbers that are given out, in this order. */
  private static final List<String> NUMBERS = List.of("3221322", "3221323", "3221324");

  private Certificates() {}

  /** Adds a certificate to a user's payment methods and says so. */
  static String send(Wish.Certificate wish, Ledger ledger) throws SQLException {
    if (ledger.user(wish.user_id()).isEmpty()) throw Refusal.notFound("Error: user not found");
    var taken = ledger.paymentMethods(wish.user_id());
    var id =
        NUMBERS.stream()
            .map(number -> "certificate_" + number)
            .filter(one -> !taken.containsKey(one))
            .findFirst()
            .orElseThrow(() -> Refusal.because("Error: no certificate number is left"));
    ledger.addPaymentMethod(
        wish.user_id(),
        Value.Obj.EMPTY
            .with("source", Value.of("certificate"))
            .with("id", Value.of(id))
            .with("amount", Value.of(wish.amount())));
    return "Certificate "
        + id
        + " added to user "
        + wish.user_id()
        + " with amount "
        + Numbers.printed(wish.amount())
        + ".";
  }
}
