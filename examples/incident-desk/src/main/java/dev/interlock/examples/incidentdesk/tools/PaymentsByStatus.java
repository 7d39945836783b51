package dev.interlock.examples.incidentdesk.tools;

import dev.interlock.runtime.effect.Describe;
import java.math.BigDecimal;
import java.util.List;

/**
 * What became of the payments of one day's orders.
 *
 * @param groups in the order of the group's name; a group without orders is left out
 */
public record PaymentsByStatus(String day, List<Group> groups) {

  public PaymentsByStatus {
    groups = List.copyOf(groups);
  }

  /**
   * The orders of one group; {@code captured + failed + authorised_only == orders} and {@code
   * captured_usd + missing_usd} is the orders' value.
   */
  @SuppressWarnings("MemberName") // the names are the JSON
  public record Group(
      String group,
      @Describe("orders placed") long orders,
      @Describe("orders with a captured payment") long captured,
      @Describe("orders whose payment failed or was voided") long failed,
      @Describe("orders authorised and never captured") long authorised_only,
      @Describe("captured orders that were refunded later") long refunded,
      @Describe("USD captured for these orders") BigDecimal captured_usd,
      @Describe("USD ordered and not captured") BigDecimal missing_usd) {}
}
