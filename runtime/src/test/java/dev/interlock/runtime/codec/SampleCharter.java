package dev.interlock.runtime.codec;

import dev.interlock.kernel.charter.Autonomy;
import dev.interlock.kernel.charter.Bounds;
import dev.interlock.kernel.charter.Bounds.Budget;
import dev.interlock.kernel.charter.Bounds.Counts;
import dev.interlock.kernel.charter.Charter;
import dev.interlock.kernel.charter.Charter.AgentIdentity;
import dev.interlock.kernel.charter.EffectClass;
import dev.interlock.kernel.charter.FallbackFunction;
import dev.interlock.kernel.charter.Grounds;
import dev.interlock.kernel.charter.Look;
import dev.interlock.kernel.charter.ModelTerms;
import dev.interlock.kernel.charter.PostCondition;
import dev.interlock.kernel.charter.Price;
import dev.interlock.kernel.charter.Principal;
import dev.interlock.kernel.charter.ResultTerms;
import dev.interlock.kernel.charter.ResultTerms.Condition;
import dev.interlock.kernel.charter.ResultTerms.Freshness;
import dev.interlock.kernel.charter.Risk;
import dev.interlock.kernel.charter.Rollback;
import dev.interlock.kernel.charter.Rules;
import dev.interlock.kernel.charter.Rules.ApprovalTerms;
import dev.interlock.kernel.charter.Rules.EvidenceTerms;
import dev.interlock.kernel.charter.Rules.OrderRule;
import dev.interlock.kernel.charter.Rules.OutputTerms;
import dev.interlock.kernel.charter.Rules.PolicyRule;
import dev.interlock.kernel.charter.Rules.Then;
import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.charter.ToolContract;
import dev.interlock.kernel.charter.ToolContract.Descriptor;
import dev.interlock.kernel.charter.ToolContract.Exposure;
import dev.interlock.kernel.charter.ToolContract.Limits;
import dev.interlock.kernel.charter.Undo;
import dev.interlock.kernel.run.Event.RunStarted;
import dev.interlock.kernel.value.Digest;
import dev.interlock.kernel.value.Value;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A charter in which every member is filled, and every case of every closed set occurs. */
final class SampleCharter {
  private static final Duration DAY = Duration.ofHours(24);

  private SampleCharter() {}

  static Charter full() {
    var connections = Value.of(Map.of("model", Value.of("${env:KEY}")));
    return new Charter(
        "Refund order 7, \"please\" 😀",
        new AgentIdentity("desk", 3, "Refunds.", "Be right.\n", connections),
        new ModelTerms("openai/gpt-test", new Price(1, 2, 3), 4_000, Duration.ofMillis(30_500), 3),
        tools(),
        new Bounds(
            Autonomy.GUARDED,
            new Budget(new Counts(20, 30, 40, 3), 1_000_000, 5_000_000, DAY, DAY.multipliedBy(2)),
            50_000,
            5,
            Map.of("clerk", List.of("orders:read", "orders:write"), "guest", List.of())),
        rules());
  }

  private static List<ToolContract> tools() {
    var query = new EffectClass.Query("find", "key", "result.found", Duration.ofSeconds(5));
    return List.of(
        tool("look", EffectClass.Read.READ, Risk.NONE, null, 3, Exposure.MODEL),
        tool("find", EffectClass.Read.READ, Risk.NONE, "orders:read", 3, Exposure.INTERNAL),
        tool("pay", new EffectClass.Keyed("key", DAY), Risk.MONEY, "p", 3, Exposure.MODEL),
        tool(
            "post",
            new EffectClass.Reconcile("key", query),
            Risk.EXTERNAL,
            null,
            2,
            Exposure.MODEL),
        tool("mail", EffectClass.Once.ONCE, Risk.WRITE, null, 1, Exposure.MODEL));
  }

  /** A run whose tool says what its results must be. */
  static RunStarted startedWithFallback() {
    var whole = full();
    var rules = whole.rules();
    var charter =
        new Charter(
            whole.goal(),
            whole.agent(),
            whole.model(),
            whole.fallback(),
            whole.small(),
            whole.tools(),
            whole.bounds(),
            new Rules(
                rules.policy(),
                rules.order(),
                rules.approvals(),
                rules.output(),
                rules.doneWhen(),
                rules.escalateTo(),
                rules.phases(),
                null,
                new FallbackFunction("look", Map.of("why", "reason"))));
    return new RunStarted(
        new RunId("0123456789abcdefghjkmnpqrs"), charter, Samples.DIGEST, Samples.ADA);
  }

  static RunStarted startedWithResults() {
    var bare = tool("look", EffectClass.Read.READ, Risk.NONE, null, 1, Exposure.MODEL);
    var terms =
        new ResultTerms(
            Value.of(Map.of("type", Value.of("object"))),
            new Freshness(Duration.ofMinutes(10), "$.as_of"),
            List.of(new Condition("!has(result.next)", "")),
            List.of(new Condition("result.total == result.net", "sums add up")));
    var look =
        new ToolContract(
            bare.descriptor(),
            bare.effect(),
            bare.risk(),
            null,
            bare.limits(),
            bare.exposure(),
            terms);
    var whole = full();
    var charter =
        new Charter(
            whole.goal(),
            whole.agent(),
            whole.model(),
            List.of(look),
            whole.bounds(),
            whole.rules());
    return new RunStarted(
        new RunId("0123456789abcdefghjkmnpqrs"), charter, Digest.of("c"), Principal.of("ada"));
  }

  /** A run whose effects can be taken back, one in each way, and one that cannot. */
  static RunStarted startedWithUndo() {
    var pay =
        undone(
            tool("pay", new EffectClass.Keyed("key", DAY), Risk.MONEY, "p", 3, Exposure.MODEL),
            new Undo.By("unpay", Map.of("id", "result.id", "why", "'rolled back'")));
    var post =
        undone(
            tool("post", EffectClass.Once.ONCE, Risk.WRITE, null, 1, Exposure.MODEL),
            new Undo.By("unpay", null));
    var mail =
        undone(
            tool("mail", EffectClass.Once.ONCE, Risk.WRITE, null, 1, Exposure.MODEL),
            Undo.Never.NEVER);
    var unpay =
        tool("unpay", new EffectClass.Keyed("key", DAY), Risk.MONEY, "p", 3, Exposure.INTERNAL);
    var whole = full();
    var rules =
        new Rules(
            List.of(),
            List.of(),
            whole.rules().approvals(),
            null,
            List.of(),
            null,
            List.of(),
            Rollback.COMPENSATE,
            null);
    var charter =
        new Charter(
            whole.goal(),
            whole.agent(),
            whole.model(),
            List.of(pay, post, mail, unpay),
            whole.bounds(),
            rules);
    return new RunStarted(
        new RunId("0123456789abcdefghjkmnpqrs"), charter, Digest.of("c"), Principal.of("ada"));
  }

  /** A charter under which is read before and after calls, and before the answer. */
  static RunStarted startedWithGrounds() {
    var read = new Look("order", "find", Map.of("id", "args.id"));
    var after =
        new PostCondition(
            List.of(new Look("now", "find", Map.of())), "facts.now.paid", "it is not paid");
    var bare = tool("pay", new EffectClass.Keyed("key", DAY), Risk.MONEY, "p", 3, Exposure.MODEL);
    var pay =
        new ToolContract(
            bare.descriptor(),
            bare.effect(),
            bare.risk(),
            bare.permission(),
            bare.limits(),
            bare.exposure(),
            null,
            null,
            new Grounds(List.of(read), after));
    var find = tool("find", EffectClass.Read.READ, Risk.NONE, null, 3, Exposure.INTERNAL);
    var whole = full();
    var rules =
        new Rules(
            List.of(),
            List.of(),
            whole.rules().approvals(),
            null,
            List.of("facts.order.paid"),
            null,
            List.of(),
            null,
            null,
            List.of(new Look("order", "find", Map.of("id", "output.id"))));
    var charter =
        new Charter(
            whole.goal(), whole.agent(), whole.model(), List.of(pay, find), whole.bounds(), rules);
    return new RunStarted(
        new RunId("0123456789abcdefghjkmnpqrs"), charter, Digest.of("c"), Principal.of("ada"));
  }

  private static ToolContract undone(ToolContract bare, Undo undo) {
    return new ToolContract(
        bare.descriptor(),
        bare.effect(),
        bare.risk(),
        bare.permission(),
        bare.limits(),
        bare.exposure(),
        null,
        undo);
  }

  private static ToolContract tool(
      String name,
      EffectClass effect,
      Risk risk,
      @Nullable String permission,
      int attempts,
      Exposure exposure) {
    var input = Value.of(Map.of("type", Value.of("object")));
    return new ToolContract(
        new Descriptor(name, "does " + name, input, Digest.of(name)),
        effect,
        risk,
        permission,
        new Limits(Duration.ofSeconds(10), attempts, Duration.ofMillis(200), 100_000),
        exposure);
  }

  private static Rules rules() {
    return new Rules(
        List.of(new PolicyRule("policy[0]", "args.amount > 50.0", Then.HOLD, "large")),
        List.of(
            new OrderRule.Requires("pay", "look", List.of("order")),
            new OrderRule.AtMost("pay", 1, "order"),
            new OrderRule.AtMost("mail", 2, null),
            new OrderRule.NeverAfter("pay", "mail")),
        new ApprovalTerms(Duration.ofMinutes(90), List.of("lead"), true),
        new OutputTerms(
            Value.Obj.EMPTY, new EvidenceTerms(List.of("look")), new BigDecimal("0.80")),
        List.of("called('look') > 0"),
        "lead");
  }
}
