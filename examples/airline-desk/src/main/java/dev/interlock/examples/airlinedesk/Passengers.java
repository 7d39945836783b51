package dev.interlock.examples.airlinedesk;

import dev.interlock.kernel.value.Value;
import java.util.List;

/** Passengers as a reservation lists them. */
final class Passengers {
  private Passengers() {}

  static Value of(List<Wish.Passenger> passengers) {
    return Value.of(
        passengers.stream()
            .map(one ->
                Value.Obj.EMPTY
                    .with("first_name", Value.of(one.first_name()))
                    .with("last_name", Value.of(one.last_name()))
                    .with("dob", Value.of(one.dob())))
            .toList());
  }
}
