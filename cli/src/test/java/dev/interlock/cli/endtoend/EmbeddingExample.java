package dev.interlock.cli.endtoend;

import dev.interlock.kernel.charter.Principal;
import dev.interlock.runtime.Agent;
import dev.interlock.runtime.Interlock;
import dev.interlock.runtime.RunResult;
import dev.interlock.runtime.effect.Describe;
import dev.interlock.runtime.effect.Tool;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** An application that has its refund desk run by an agent, with its own methods as the tools. */
public final class EmbeddingExample {
  private EmbeddingExample() {}

  /**
   * The shop, as the application has it. Its refunds are kept by key, so that none is paid twice.
   */
  public static final class ShopTools {
    private final Map<String, Refund> refunds = new ConcurrentHashMap<>();

    public record OrderNumber(@Describe("as in o-991") String order_id) {}

    public record Order(String order_id, BigDecimal paid, String state) {}

    public record Refund(String order_id, BigDecimal amount, String idempotency_key) {}

    public record Receipt(String order_id, BigDecimal refunded) {}

    @Tool(name = "get_order", description = "Tells what was paid for an order, and its state")
    public Order getOrder(OrderNumber number) {
      return new Order(number.order_id(), new BigDecimal("42.50"), "returned");
    }

    @Tool(name = "issue_refund", description = "Pays money back")
    public Receipt issueRefund(Refund refund) {
      var first = refunds.putIfAbsent(refund.idempotency_key(), refund);
      var paid = first == null ? refund : first;
      return new Receipt(paid.order_id(), paid.amount());
    }

    /** What was paid back, by idempotency key. */
    public Map<String, Refund> refunds() {
      return Map.copyOf(refunds);
    }
  }

  /** Takes the folder of the data and the agent file. */
  public static void main(String[] arguments) {
    var result = refund(Path.of(arguments[0]), Path.of(arguments[1]), new ShopTools());
    System.out.println(result.status() + ": " + result.output().map(Object::toString).orElse("-"));
  }

  static RunResult refund(Path data, Path file, ShopTools shop) {
    try (var interlock = Interlock.open(data)) {
      var agent = Agent.load(file).with(shop);
      var run = interlock.start(agent, "Refund order o-991", Principal.of("ann", "refunds-clerk"));
      return run.await(Duration.ofMinutes(2));
    }
  }
}
