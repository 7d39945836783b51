package dev.interlock.views;

import static dev.interlock.views.EntryBuilder.BO;
import static dev.interlock.views.EntryBuilder.call;
import static dev.interlock.views.EntryBuilder.id;

import dev.interlock.kernel.charter.Autonomy;
import dev.interlock.kernel.charter.Bounds;
import dev.interlock.kernel.charter.Bounds.Budget;
import dev.interlock.kernel.charter.Bounds.Counts;
import dev.interlock.kernel.charter.Charter;
import dev.interlock.kernel.charter.Charter.AgentIdentity;
import dev.interlock.kernel.charter.EffectClass;
import dev.interlock.kernel.charter.ModelTerms;
import dev.interlock.kernel.charter.Price;
import dev.interlock.kernel.charter.Risk;
import dev.interlock.kernel.charter.Rules;
import dev.interlock.kernel.charter.Rules.ApprovalTerms;
import dev.interlock.kernel.charter.ToolContract;
import dev.interlock.kernel.charter.ToolContract.Descriptor;
import dev.interlock.kernel.charter.ToolContract.Exposure;
import dev.interlock.kernel.charter.ToolContract.Limits;
import dev.interlock.kernel.charter.Usage;
import dev.interlock.kernel.failure.Leaf;
import dev.interlock.kernel.failure.ResultFault;
import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.kernel.run.Assessment;
import dev.interlock.kernel.run.Assessment.Flaw;
import dev.interlock.kernel.run.Denial;
import dev.interlock.kernel.run.Denial.Consequence;
import dev.interlock.kernel.run.Event;
import dev.interlock.kernel.run.Hold;
import dev.interlock.kernel.run.RequestId;
import dev.interlock.kernel.value.Digest;
import dev.interlock.kernel.value.Value;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A charter, and journals of it that tests share. */
public final class Journals {
  public static final Usage USAGE = new Usage(1_200, 200, 80);
  public static final Hold MONEY =
      new Hold("autonomy", "guarded", "issue_refund has risk money", Value.Obj.EMPTY);
  private static final Map<String, Value> ORDER = Map.of("order_id", Value.of("o-991"));
  private static final Map<String, Value> REFUND =
      Map.of("order_id", Value.of("o-991"), "amount", Value.of(new BigDecimal("120.00")));

  private Journals() {}

  public static Charter charter(String model) {
    var identity = new AgentIdentity("refund-desk", 3, "", "Be right.", Value.Obj.EMPTY);
    var price = new Price(250_000, 25_000, 2_000_000);
    var terms = new ModelTerms(model, price, 1024, Duration.ofSeconds(60), 3);
    var budget =
        new Budget(
            new Counts(20, 15, 20, 3),
            60_000,
            250_000,
            Duration.ofMinutes(2),
            Duration.ofHours(24));
    var bounds = new Bounds(Autonomy.GUARDED, budget, 20_000, 5, Map.of());
    var approvals = new ApprovalTerms(Duration.ofHours(1), List.of("refunds-lead"), false);
    var rules = new Rules(List.of(), List.of(), approvals, null, List.of(), null);
    var tools =
        List.of(
            tool("get_order", EffectClass.Read.READ, Risk.NONE, 3),
            tool("issue_refund", new EffectClass.Keyed("key", Duration.ofHours(24)), Risk.MONEY, 3),
            tool("send_mail", EffectClass.Once.ONCE, Risk.EXTERNAL, 1));
    return new Charter("Refund order o-991", identity, terms, tools, bounds, rules);
  }

  /** Up to the first result: entries 1 to 5. */
  public static EntryBuilder looked() {
    var journal = new EntryBuilder(charter("scripted/desk.yaml"));
    return journal
        .says(USAGE, "I look at the order first.", call("get_order", ORDER))
        .permits()
        .after(Duration.ofMillis(12))
        .returns(id(3, 0), Value.of(Map.of("total", Value.of(120))));
  }

  /** Waits for a yes to a refund, the call 1.7.0; a call of an unknown tool was refused. */
  public static EntryBuilder asked() {
    var journal = looked().says(USAGE, "", call("issue_refund", REFUND), call("rm", Map.of()));
    var denial =
        new Denial(
            "known-tool",
            "not-offered",
            "there is no tool 'rm'",
            Value.Obj.EMPTY,
            Consequence.REPAIR,
            Leaf.SAF_6);
    return journal
        .holds(id(7, 0), MONEY)
        .record(new Event.CommandDenied(id(7, 1), denial, journal.facts(null)));
  }

  /** The whole story: asked, approved, lost once, done at the second attempt, answered. */
  public static EntryBuilder refunded() {
    var journal = asked();
    var wanted = ((Event.CommandHeld) journal.entries().get(7).event()).wanted();
    return journal
        .after(Duration.ofMinutes(3))
        .record(new Event.ApprovalGranted(id(7, 0), wanted, BO, new RequestId("r1")))
        .permits()
        .record(new Event.OutcomeUnknown(id(7, 0), 1, ToolFault.TIMEOUT, "no answer in 10 s"))
        .permits()
        .returns(id(7, 0), Value.of(Map.of("receipt", Value.of("r-17"))))
        .says(USAGE, "Refunded \u001b[31m120.00\u001b[0m for o-991.")
        .accepts(Value.of("Refunded 120.00 for o-991."));
  }

  /** A mail whose fate nobody knows, the call 1.3.0. */
  public static EntryBuilder doubtful() {
    var journal = new EntryBuilder(charter("openai/gpt-5-mini"));
    return journal
        .says(USAGE, "", call("send_mail", Map.of("to", Value.of("x@example.org"))))
        .permits()
        .record(new Event.DriverStarted(2, 4711, Instant.parse("2026-01-01T09:00:00Z")))
        .record(new Event.OutcomeUnknown(id(3, 0), 1, ToolFault.CRASH, "the process died"));
  }

  /** A result that is stale and partial, in entry 5. */
  public static EntryBuilder flawed() {
    var assessment =
        Assessment.of(
            List.of(
                new Flaw(ResultFault.INCOMPLETE, "rows are missing"),
                new Flaw(ResultFault.OUTDATED, "it is as of yesterday")),
            "cel 0.14.0");
    return new EntryBuilder(charter("scripted/desk.yaml"))
        .says(USAGE, "", call("get_order", ORDER))
        .permits()
        .after(Duration.ofMillis(12))
        .returns(id(3, 0), Value.of(Map.of("total", Value.of(120))), assessment);
  }

  private static ToolContract tool(String name, EffectClass effect, Risk risk, int attempts) {
    return new ToolContract(
        new Descriptor(name, "a tool", Value.Obj.EMPTY, Digest.of(name)),
        effect,
        risk,
        null,
        new Limits(Duration.ofSeconds(10), attempts, Duration.ofMillis(200), 100_000),
        Exposure.MODEL);
  }
}
