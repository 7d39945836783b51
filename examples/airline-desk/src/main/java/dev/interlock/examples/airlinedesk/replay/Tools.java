package dev.interlock.examples.airlinedesk.replay;

import java.util.Set;

/** What is known of the tools by name. */
final class Tools {
  private static final Set<String> WRITES =
      Set.of(
          "book_reservation",
          "cancel_reservation",
          "send_certificate",
          "update_reservation_baggages",
          "update_reservation_flights",
          "update_reservation_passengers");

  private Tools() {}

  /** Whether the tool changes the database. */
  static boolean writes(String tool) {
    return WRITES.contains(tool);
  }
}
