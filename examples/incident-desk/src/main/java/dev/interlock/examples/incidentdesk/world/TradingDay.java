package dev.interlock.examples.incidentdesk.world;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * One day's orders, what became of their payments, and what the services logged about them.
 *
 * @param broken orders that the fault broke, none on an ordinary day
 */
record TradingDay(
    List<Order> orders, List<Payment> payments, List<LogLine> lines, List<Order> broken) {
  private static final double DECLINED = 0.03;
  private static final double REFUNDED = 0.02;
  private static final int REFUND_DAYS_MAX = 10;
  private static final int LAST_SECOND = 86_399;
  private static final Weighted DEVICES = Weighted.topped(List.of("mobile", "desktop"), 0.52);
  private static final Weighted BUYERS_BY_CHANNEL =
      new Weighted(List.of("search", "direct", "email", "display"), List.of(0.44, 0.3, 0.24, 0.02));

  TradingDay {
    orders = List.copyOf(orders);
    payments = List.copyOf(payments);
    lines = List.copyOf(lines);
    broken = List.copyOf(broken);
  }

  /** Draws an ordinary day. */
  static TradingDay draw(SplittableRandom random, Scenario scenario, DayPlan plan, long firstId) {
    return new Draft(random, scenario, plan, firstId, null).day();
  }

  /** Draws the incident day: as an ordinary one, until the fault begins to act. */
  static TradingDay drawBroken(
      SplittableRandom random, Scenario scenario, DayPlan plan, long firstId) {
    return new Draft(random, scenario, plan, firstId, scenario.fault()).day();
  }

  long capturedCents() {
    return payments.stream().mapToLong(Payment::capturedCents).sum();
  }

  long valueCents() {
    return orders.stream().mapToLong(order -> order.money().usdCents()).sum();
  }

  private static final class Draft {
    private final SplittableRandom random;
    private final Scenario scenario;
    private final DayPlan plan;
    private final long firstId;
    private final @Nullable Fault fault;
    private final List<Payment> payments = new ArrayList<>();
    private final List<LogLine> lines = new ArrayList<>();
    private final List<Order> broken = new ArrayList<>();

    Draft(
        SplittableRandom random,
        Scenario scenario,
        DayPlan plan,
        long firstId,
        @Nullable Fault fault) {
      this.random = random;
      this.scenario = scenario;
      this.plan = plan;
      this.firstId = firstId;
      this.fault = fault;
    }

    TradingDay day() {
      var seconds = new ArrayList<Integer>();
      for (var i = 0; i < plan.orders(); i++) seconds.add(Clockwork.second(random));
      Collections.sort(seconds);
      var amounts = Basket.split(random, plan.orders(), plan.valueCents());
      var orders = new ArrayList<Order>();
      for (var i = 0; i < plan.orders(); i++) {
        var order = order(firstId + i, seconds.get(i), amounts[i]);
        orders.add(order);
        settle(order, seconds.get(i));
      }
      return new TradingDay(orders, payments, lines, broken);
    }

    private Order order(long id, int second, long usdCents) {
      var market = scenario.market();
      var channel = BUYERS_BY_CHANNEL.pick(random);
      var paused = fault != null && scenario.decoy() == Decoy.PAUSED_CAMPAIGN;
      if (paused && channel.equals("display")) channel = BUYERS_BY_CHANNEL.top();
      var currency = market.currencies().pick(random);
      var money = new Order.Money(currency, market.local(currency, usdCents), usdCents);
      var visit = new Order.Visit(channel, DEVICES.pick(random));
      var at = plan.day().atStartOfDay().plusSeconds(second);
      return new Order(id, at, visit, market.schemes().pick(random), money);
    }

    private void settle(Order order, int second) {
      var authorised = Math.min(LAST_SECOND, second + random.nextInt(2, 20));
      if (random.nextDouble() < DECLINED) {
        decline(order, authorised);
        return;
      }
      payments.add(payment(order, authorised, Payment.Status.AUTHORISED));
      var captured = Math.min(LAST_SECOND, authorised + random.nextInt(60, 900));
      var capture = payment(order, captured, Payment.Status.CAPTURED);
      if (fault != null && second >= scenario.faultSecond() && fault.breaks(order, random)) {
        spoil(fault, capture);
      } else {
        payments.add(capture);
        maybeRefund(capture);
      }
    }

    private void spoil(Fault acting, Payment capture) {
      var order = capture.order();
      broken.add(order);
      acting.instead(capture).ifPresent(payments::add);
      lines.add(new LogLine(capture.at(), acting.service(), acting.level(), acting.line(order)));
    }

    private void decline(Order order, int second) {
      var at = plan.day().atStartOfDay().plusSeconds(second);
      payments.add(Payment.failed(order, at, "issuer_declined"));
      var text = "order=" + order.id() + " declined by issuer";
      lines.add(new LogLine(at, "payment-gateway-adapter", LogLine.Level.INFO, text));
    }

    private void maybeRefund(Payment capture) {
      if (random.nextDouble() >= REFUNDED) return;
      var at = capture.at().plusDays(random.nextInt(1, REFUND_DAYS_MAX));
      if (at.toLocalDate().isBefore(scenario.today())) {
        payments.add(Payment.of(capture.order(), at, Payment.Status.REFUNDED));
      }
    }

    private Payment payment(Order order, int second, Payment.Status status) {
      return Payment.of(order, plan.day().atStartOfDay().plusSeconds(second), status);
    }
  }
}
