package dev.interlock.examples.airlinedesk.replay;

import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.effect.ToolSource.Returned;
import java.util.List;
import java.util.Optional;

/** What is read from the shadow before a write is judged, as {@code airline-desk.yaml} says. */
final class Facts {
  private final Shadow shadow;
  private Value.Obj read = Value.Obj.EMPTY;

  private Facts(Shadow shadow) {
    this.shadow = shadow;
  }

  /** Returns the facts by name; what cannot be read is missing. */
  static Value.Obj of(String tool, Value.Obj arguments, Shadow shadow) {
    var facts = new Facts(shadow);
    var user = arguments.get("user_id");
    var reservation = arguments.get("reservation_id");
    if (reservation.isPresent()) {
      facts.look("reservation", "get_reservation_details", "reservation_id", reservation.get());
      facts.look("sold", "get_cabin", "reservation_id", reservation.get());
      user = facts.member("reservation", "user_id");
    }
    if (user.isPresent()) {
      facts.look("user", "get_user_details", "user_id", user.get());
      if (tool.equals("send_certificate")) facts.look("trips", "get_trips", "user_id", user.get());
    }
    var flights =
        tool.equals("update_reservation_flights")
            ? arguments.get("flights")
            : facts.member("reservation", "flights");
    if (flights.isPresent()) {
      facts.look("flights", "get_flights", "flights", numbered(flights.get()));
    }
    return facts.read;
  }

  private void look(String name, String tool, String argument, Value value) {
    var asked = Value.Obj.EMPTY.with(argument, value);
    if (shadow.ask(tool, asked) instanceof Returned(var result, _)) read = read.with(name, result);
  }

  private Optional<Value> member(String fact, String name) {
    return read.get(fact).map(found -> Shape.object(found, fact)).flatMap(o -> o.get(name));
  }

  private static Value numbered(Value flights) {
    if (!(flights instanceof Value.Arr(var items))) return Value.of(List.of());
    return Value.of(
        items.stream()
            .map(item -> Shape.object(item, "flights"))
            .map(one ->
                Value.Obj.EMPTY
                    .with("flight_number", Value.of(Shape.text(one, "flight_number")))
                    .with("date", Value.of(Shape.text(one, "date"))))
            .toList());
  }
}
