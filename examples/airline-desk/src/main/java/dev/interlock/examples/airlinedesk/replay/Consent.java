package dev.interlock.examples.airlinedesk.replay;

import dev.interlock.runtime.confirm.Critical;
import dev.interlock.runtime.confirm.Critical.Kind;
import dev.interlock.runtime.confirm.Terms;
import java.util.List;
import java.util.Map;

/** What the user must have confirmed of each write. */
final class Consent {
  private static final Critical CABIN =
      new Critical("cabin", Kind.CHOICE, List.of("basic_economy", "economy", "business"));
  private static final Critical RESERVATION = Critical.of("reservation_id", Kind.ID);
  private static final Critical PAYMENT = Critical.of("payment_id", Kind.ID);
  private static final Critical FLIGHT = Critical.of("flights[].flight_number", Kind.NAME);
  private static final Critical DATE = Critical.of("flights[].date", Kind.DATE);
  private static final Critical FIRST = Critical.of("passengers[].first_name", Kind.NAME);
  private static final Critical LAST = Critical.of("passengers[].last_name", Kind.NAME);
  private static final Critical BIRTH = Critical.of("passengers[].dob", Kind.ID);

  private static final Map<String, Terms> OF_TOOL =
      Map.of(
          "book_reservation",
          terms(
              CABIN,
              FLIGHT,
              DATE,
              FIRST,
              LAST,
              BIRTH,
              Critical.of("payment_methods[].payment_id", Kind.ID),
              Critical.of("payment_methods[].amount", Kind.AMOUNT)),
          "cancel_reservation",
          new Terms(List.of("cancel"), List.of(RESERVATION)),
          "send_certificate",
          terms(Critical.of("user_id", Kind.ID), Critical.of("amount", Kind.AMOUNT)),
          "update_reservation_baggages",
          terms(RESERVATION, Critical.of("total_baggages", Kind.AMOUNT), PAYMENT),
          "update_reservation_flights",
          terms(RESERVATION, CABIN, FLIGHT, DATE, PAYMENT),
          "update_reservation_passengers",
          terms(RESERVATION, FIRST, LAST, BIRTH));

  private Consent() {}

  static Terms of(String tool) {
    var terms = OF_TOOL.get(tool);
    if (terms == null) throw new IllegalArgumentException(tool + " writes nothing");
    return terms;
  }

  private static Terms terms(Critical... critical) {
    return new Terms(List.of(), List.of(critical));
  }
}
