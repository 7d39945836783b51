package dev.interlock.examples.incidentdesk.world;

import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The true cause: what one service of the billing pipeline does to orders after its deployment.
 *
 * <p>Every case reads its fault from code or configuration at start, so that a restart mends none.
 */
sealed interface Fault {

  /** Returns the service whose deployment is the cause. */
  String service();

  /** Returns the deployment's summary: true, and silent about the harm. */
  String summary();

  /** Returns the share of the trade, by value, that breaks while the fault acts. */
  double reach();

  boolean breaks(Order order, SplittableRandom random);

  /** Returns what stands in place of the capture; empty if no row is written at all. */
  Optional<Payment> instead(Payment capture);

  LogLine.Level level();

  /** Returns what the service logs about one broken order. */
  String line(Order order);

  /** Draws one of the five faults, shaped to the market. */
  static Fault draw(SplittableRandom random, Market market) {
    return switch (random.nextInt(5)) {
      case 0 -> new DroppedCaptures(market.schemes().top(), market.schemes().topShare());
      case 1 -> new ZeroConversion(market.currencies().top(), market.currencies().topShare());
      case 2 -> new StuckRetries(random.nextDouble(0.60, 0.72));
      case 3 -> new TaxTimeouts(random.nextDouble(0.60, 0.72));
      default -> AmountLimit.below(market.basketCents());
    };
  }

  /** The capture job passes over one card scheme: authorised, and never captured. */
  record DroppedCaptures(String scheme, double reach) implements Fault {
    @Override
    public String service() {
      return "billing-worker";
    }

    @Override
    public String summary() {
      return "capture job reads new scheme profiles";
    }

    @Override
    public boolean breaks(Order order, SplittableRandom random) {
      return order.scheme().equals(scheme);
    }

    @Override
    public Optional<Payment> instead(Payment capture) {
      return Optional.empty();
    }

    @Override
    public LogLine.Level level() {
      return LogLine.Level.WARN;
    }

    @Override
    public String line(Order order) {
      return "capture job skipped order=" + order.id() + ": no profile for scheme " + scheme;
    }
  }

  /** Conversion finds no rate for one currency: captured, and worth zero dollars. */
  record ZeroConversion(String currency, double reach) implements Fault {
    @Override
    public String service() {
      return "fx-service";
    }

    @Override
    public String summary() {
      return "rates table keyed by region";
    }

    @Override
    public boolean breaks(Order order, SplittableRandom random) {
      return order.money().currency().equals(currency);
    }

    @Override
    public Optional<Payment> instead(Payment capture) {
      var worthless = capture.money().withoutUsd();
      return Optional.of(
          new Payment(capture.order(), capture.at(), capture.status(), worthless, null));
    }

    @Override
    public LogLine.Level level() {
      return LogLine.Level.WARN;
    }

    @Override
    public String line(Order order) {
      return "no " + currency + " rate, captured order=" + order.id() + " as 0 USD";
    }
  }

  /** Captures that the acquirer throttles wait in a queue that nobody reads. */
  record StuckRetries(double reach) implements Fault {
    @Override
    public String service() {
      return "payment-gateway-adapter";
    }

    @Override
    public String summary() {
      return "config: capture rate and retry shards";
    }

    @Override
    public boolean breaks(Order order, SplittableRandom random) {
      return random.nextDouble() < reach;
    }

    @Override
    public Optional<Payment> instead(Payment capture) {
      return Optional.of(Payment.failed(capture.order(), capture.at(), "capture_throttled"));
    }

    @Override
    public LogLine.Level level() {
      return LogLine.Level.ERROR;
    }

    @Override
    public String line(Order order) {
      return "capture of order=" + order.id() + " throttled, parked; retry queue consumers: 0";
    }
  }

  /** Tax quotes time out and the checkout voids what it had authorised. */
  record TaxTimeouts(double reach) implements Fault {
    @Override
    public String service() {
      return "tax-service";
    }

    @Override
    public String summary() {
      return "jurisdiction lookup on the shared pool";
    }

    @Override
    public boolean breaks(Order order, SplittableRandom random) {
      return random.nextDouble() < reach;
    }

    @Override
    public Optional<Payment> instead(Payment capture) {
      return Optional.of(Payment.failed(capture.order(), capture.at(), "voided_no_tax_quote"));
    }

    @Override
    public LogLine.Level level() {
      return LogLine.Level.ERROR;
    }

    @Override
    public String line(Order order) {
      return "quote for order=" + order.id() + " timed out after 2000 ms; checkout voided it";
    }
  }

  /** Invoicing refuses amounts above a limit, and cancels their capture. */
  record AmountLimit(long limitCents, double reach) implements Fault {
    private static final double MEDIAN_PER_MEAN =
        StrictMath.exp(-Basket.SPREAD * Basket.SPREAD / 2);

    /** Sets the limit where about 62 % of a lognormal trade's value lies above it. */
    static AmountLimit below(double basketCents) {
      var median = basketCents * MEDIAN_PER_MEAN;
      return new AmountLimit(Math.round(median * StrictMath.exp(0.295 * Basket.SPREAD)), 0.62);
    }

    @Override
    public String service() {
      return "invoice-service";
    }

    @Override
    public String summary() {
      return "amount column typed by tenant limits";
    }

    @Override
    public boolean breaks(Order order, SplittableRandom random) {
      return order.money().usdCents() > limitCents;
    }

    @Override
    public Optional<Payment> instead(Payment capture) {
      return Optional.of(Payment.failed(capture.order(), capture.at(), "invoice_rejected"));
    }

    @Override
    public LogLine.Level level() {
      return LogLine.Level.ERROR;
    }

    @Override
    public String line(Order order) {
      return String.format(
          Locale.ROOT,
          "invoice of order=%d rejected: amount above limit %.2f; capture cancelled",
          order.id(),
          limitCents / 100.0);
    }
  }
}
