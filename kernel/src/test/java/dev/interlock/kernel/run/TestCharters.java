package dev.interlock.kernel.run;

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
import dev.interlock.kernel.charter.Rollback;
import dev.interlock.kernel.charter.Rules;
import dev.interlock.kernel.charter.Rules.ApprovalTerms;
import dev.interlock.kernel.charter.ToolContract;
import dev.interlock.kernel.charter.ToolContract.Descriptor;
import dev.interlock.kernel.charter.ToolContract.Exposure;
import dev.interlock.kernel.charter.ToolContract.Limits;
import dev.interlock.kernel.charter.Undo;
import dev.interlock.kernel.value.Digest;
import dev.interlock.kernel.value.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Charters for tests: small, complete, and easy to vary. */
public final class TestCharters {
  public static final EffectClass KEYED = new EffectClass.Keyed("key", Duration.ofHours(24));
  public static final EffectClass RECONCILE =
      new EffectClass.Reconcile(
          "key", new EffectClass.Query("find", "key", "result.written", Duration.ofSeconds(5)));

  private TestCharters() {}

  public static Charter of(List<ToolContract> tools) {
    return of(tools, bounds(Autonomy.BOUNDED), rules());
  }

  public static Charter of(List<ToolContract> tools, Bounds bounds, Rules rules) {
    var identity = new AgentIdentity("tester", 1, "", "Be right.", Value.Obj.EMPTY);
    var model =
        new ModelTerms(
            "openai/test",
            new Price(1_000_000, 500_000, 2_000_000),
            100,
            Duration.ofSeconds(30),
            3);
    return new Charter("find out", identity, model, tools, bounds, rules);
  }

  public static Bounds bounds(Autonomy autonomy) {
    return bounds(autonomy, budget());
  }

  public static Bounds bounds(Autonomy autonomy, Budget budget) {
    return new Bounds(autonomy, budget, 20_000, 5, Map.of("clerk", List.of("orders:read")));
  }

  public static Budget budget() {
    return new Budget(
        new Counts(20, 20, 20, 3),
        1_000_000,
        10_000_000,
        Duration.ofMinutes(10),
        Duration.ofHours(1));
  }

  public static Rules rules() {
    var approvals = new ApprovalTerms(Duration.ofHours(1), List.of(), false);
    return new Rules(List.of(), List.of(), approvals, null, List.of(), null);
  }

  public static ToolContract read(String name) {
    return tool(name, EffectClass.Read.READ, Risk.NONE, null, 3);
  }

  public static ToolContract effect(String name, EffectClass effect) {
    return tool(name, effect, Risk.WRITE, null, effect instanceof EffectClass.Once ? 1 : 3);
  }

  /** An effect that another tool takes back. */
  public static ToolContract undone(String name, EffectClass effect, Undo undo) {
    var bare = effect(name, effect);
    return new ToolContract(
        bare.descriptor(), effect, bare.risk(), null, bare.limits(), bare.exposure(), null, undo);
  }

  public static Rules rules(Rollback rollback) {
    var plain = rules();
    return new Rules(
        List.of(),
        List.of(),
        plain.approvals(),
        null,
        List.of(),
        "lead",
        List.of(),
        rollback,
        null);
  }

  public static ToolContract tool(
      String name, EffectClass effect, Risk risk, @Nullable String permission, int attempts) {
    return new ToolContract(
        new Descriptor(name, "a tool", Value.Obj.EMPTY, Digest.of(name)),
        effect,
        risk,
        permission,
        new Limits(Duration.ofSeconds(10), attempts, Duration.ofMillis(200), 100_000),
        Exposure.MODEL);
  }
}
