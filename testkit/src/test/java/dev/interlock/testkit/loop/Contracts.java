package dev.interlock.testkit.loop;

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
import dev.interlock.kernel.value.Digest;
import dev.interlock.kernel.value.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One tool of each effect class, and charters that allow or ask. */
final class Contracts {
  static final Duration EXPIRE = Duration.ofHours(1);
  static final Duration DEADLINE = Duration.ofHours(12);

  private Contracts() {}

  static Charter charter(Autonomy autonomy) {
    var budget =
        new Budget(new Counts(500, 500, 500, 3), 99_000_000, 0, Duration.ofHours(2), DEADLINE);
    var approvals = new ApprovalTerms(EXPIRE, List.of(), false);
    return new Charter(
        "find out",
        new AgentIdentity("tester", 1, "", "Be right.", Value.Obj.EMPTY),
        new ModelTerms("test/model", Price.UNMETERED, 100, Duration.ofSeconds(30), 3),
        tools(),
        new Bounds(autonomy, budget, 20_000, 5, Map.of()),
        new Rules(List.of(), List.of(), approvals, null, List.of(), null));
  }

  private static List<ToolContract> tools() {
    var query = new EffectClass.Query("look", "key", "result", Duration.ofSeconds(1));
    return List.of(
        tool("look", EffectClass.Read.READ, 3),
        tool("pay", new EffectClass.Keyed("key", Duration.ofHours(24)), 3),
        tool("post", new EffectClass.Reconcile("key", query), 3),
        tool("mail", EffectClass.Once.ONCE, 1));
  }

  private static ToolContract tool(String name, EffectClass effect, int attempts) {
    return new ToolContract(
        new Descriptor(name, "a tool", Value.Obj.EMPTY, Digest.of(name)),
        effect,
        effect.isRead() ? Risk.NONE : Risk.WRITE,
        null,
        new Limits(Duration.ofSeconds(10), attempts, Duration.ofMillis(200), 100_000),
        Exposure.MODEL);
  }
}
