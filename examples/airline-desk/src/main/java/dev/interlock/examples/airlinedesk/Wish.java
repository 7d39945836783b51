package dev.interlock.examples.airlinedesk;

import dev.interlock.runtime.effect.Describe;
import java.math.BigDecimal;
import java.util.List;

/** What the tools are asked for. Money is in dollars; dates are as in 2024-05-20. */
public sealed interface Wish {

  /** Sold from the last row to the first. */
  enum Cabin {
    basic_economy,
    economy,
    business
  }

  enum FlightType {
    one_way,
    round_trip
  }

  enum Insurance {
    yes,
    no
  }

  record Segment(
      @Describe("Flight number, such as 'HAT001'.") String flight_number,
      @Describe("The date for the flight in the format 'YYYY-MM-DD', such as '2024-05-01'.")
          String date) {}

  record Passenger(
      @Describe("The first name of the passenger, such as 'Noah'.") String first_name,
      @Describe("The last name of the passenger, such as 'Brown'.") String last_name,
      @Describe("The date of birth in the format 'YYYY-MM-DD', such as '1990-01-01'.")
          String dob) {}

  record Payment(
      @Describe("The payment id stored in user profile, such as 'credit_card_7815826'.")
          String payment_id,
      @Describe("The amount to be paid.") BigDecimal amount) {}

  /** A booking; the shape is that of the benchmark's own tool. */
  record Booking(
      String user_id,
      @Describe("The IATA code for the origin city, such as 'SFO'.") String origin,
      @Describe("The IATA code for the destination city, such as 'JFK'.") String destination,
      FlightType flight_type,
      Cabin cabin,
      List<Segment> flights,
      List<Passenger> passengers,
      List<Payment> payment_methods,
      @Describe("The total number of baggage items included in the reservation.")
          int total_baggages,
      @Describe("The number of non-free baggage items included in the reservation.")
          int nonfree_baggages,
      Insurance insurance)
      implements Wish {}

  record Expression(
      @Describe("Numbers, operators (+, -, *, /), parentheses and spaces, such as '2 + 2'.")
          String expression)
      implements Wish {}

  record ReservationNumber(@Describe("The reservation id, such as '8JX2WO'.") String reservation_id)
      implements Wish {}

  record UserNumber(@Describe("The user id, such as 'sara_doe_496'.") String user_id)
      implements Wish {}

  record Route(
      @Describe("The origin city airport in three letters, such as 'JFK'.") String origin,
      @Describe("The destination city airport in three letters, such as 'LAX'.") String destination,
      @Describe("The date of the flight in the format 'YYYY-MM-DD', such as '2024-05-01'.")
          String date)
      implements Wish {}

  record Certificate(String user_id, @Describe("Certificate amount to send.") BigDecimal amount)
      implements Wish {}

  record Thought(@Describe("A thought to think about.") String thought) implements Wish {}

  record Summary(@Describe("A summary of the user's issue.") String summary) implements Wish {}

  record Baggage(
      String reservation_id,
      @Describe("The updated total number of baggage items.") int total_baggages,
      @Describe("The updated number of non-free baggage items.") int nonfree_baggages,
      String payment_id)
      implements Wish {}

  record Rerouting(
      String reservation_id,
      Cabin cabin,
      @Describe("All flights of the entire new reservation, those that stay too.")
          List<Segment> flights,
      String payment_id)
      implements Wish {}

  record Renaming(String reservation_id, List<Passenger> passengers) implements Wish {}
}
