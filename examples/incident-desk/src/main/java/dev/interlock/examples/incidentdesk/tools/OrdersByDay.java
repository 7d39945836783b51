package dev.interlock.examples.incidentdesk.tools;

import dev.interlock.runtime.effect.Describe;
import java.math.BigDecimal;
import java.util.List;

/** Orders placed per day, paid or not, oldest first, one entry for every day of the window. */
public record OrdersByDay(List<Day> days) {

  public OrdersByDay {
    days = List.copyOf(days);
  }

  /** One day's orders, by the time they were placed. */
  @SuppressWarnings("MemberName") // the names are the JSON
  public record Day(
      String day,
      @Describe("Mon to Sun") String weekday,
      @Describe("number of orders placed") long orders,
      @Describe("USD value of the orders placed") BigDecimal ordered_usd) {}
}
