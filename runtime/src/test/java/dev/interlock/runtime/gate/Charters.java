package dev.interlock.runtime.gate;

import dev.interlock.kernel.charter.Autonomy;
import dev.interlock.kernel.charter.Bounds;
import dev.interlock.kernel.charter.Bounds.Budget;
import dev.interlock.kernel.charter.Bounds.Counts;
import dev.interlock.kernel.charter.Charter;
import dev.interlock.kernel.charter.Charter.AgentIdentity;
import dev.interlock.kernel.charter.EffectClass;
import dev.interlock.kernel.charter.Grounds;
import dev.interlock.kernel.charter.Look;
import dev.interlock.kernel.charter.ModelTerms;
import dev.interlock.kernel.charter.Price;
import dev.interlock.kernel.charter.ResultTerms;
import dev.interlock.kernel.charter.Risk;
import dev.interlock.kernel.charter.Rules;
import dev.interlock.kernel.charter.Rules.ApprovalTerms;
import dev.interlock.kernel.charter.Rules.EvidenceTerms;
import dev.interlock.kernel.charter.Rules.OutputTerms;
import dev.interlock.kernel.charter.Rules.PolicyRule;
import dev.interlock.kernel.charter.Rules.Then;
import dev.interlock.kernel.charter.ToolContract;
import dev.interlock.kernel.charter.ToolContract.Descriptor;
import dev.interlock.kernel.charter.ToolContract.Exposure;
import dev.interlock.kernel.charter.ToolContract.Limits;
import dev.interlock.kernel.charter.Undo;
import dev.interlock.kernel.value.Digest;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Charters that say only what a test is about. */
final class Charters {
  private String goal = "refund order o-991";
  private final List<ToolContract> tools = new ArrayList<>();
  private final List<PolicyRule> policy = new ArrayList<>();
  private List<String> doneWhen = List.of();
  private List<Look> facts = List.of();
  private @Nullable OutputTerms output;

  Charters goal(String text) {
    goal = text;
    return this;
  }

  Charters tool(String name, String input) {
    tools.add(contract(name, input, EffectClass.Read.READ, Exposure.MODEL));
    return this;
  }

  Charters reconciled(String name, String happenedWhen) {
    var query = new EffectClass.Query("look", "key", happenedWhen, Duration.ofSeconds(5));
    tools.add(contract(name, "{}", new EffectClass.Reconcile("key", query), Exposure.MODEL));
    return this;
  }

  Charters returning(String name, ResultTerms terms) {
    var bare = contract(name, "{}", EffectClass.Read.READ, Exposure.MODEL);
    tools.add(
        new ToolContract(
            bare.descriptor(),
            bare.effect(),
            bare.risk(),
            null,
            bare.limits(),
            bare.exposure(),
            terms));
    return this;
  }

  /** An effect, and what takes it back; null for an effect that takes others back. */
  Charters effect(String name, String input, @Nullable Undo undo) {
    var bare =
        contract(name, input, new EffectClass.Keyed("key", Duration.ofDays(1)), Exposure.MODEL);
    tools.add(
        new ToolContract(
            bare.descriptor(),
            bare.effect(),
            bare.risk(),
            null,
            bare.limits(),
            undo == null ? Exposure.INTERNAL : Exposure.MODEL,
            null,
            undo));
    return this;
  }

  /** An effect that is judged by what is read for it. */
  Charters grounded(String name, Grounds grounds) {
    var bare =
        contract(name, "{}", new EffectClass.Keyed("key", Duration.ofDays(1)), Exposure.MODEL);
    tools.add(
        new ToolContract(
            bare.descriptor(),
            bare.effect(),
            bare.risk(),
            null,
            bare.limits(),
            bare.exposure(),
            null,
            null,
            grounds));
    return this;
  }

  Charters facts(Look... looks) {
    facts = List.of(looks);
    return this;
  }

  Charters policy(String when, Then then) {
    policy.add(new PolicyRule("policy[" + policy.size() + "]", when, then, "because"));
    return this;
  }

  Charters doneWhen(String... conditions) {
    doneWhen = List.of(conditions);
    return this;
  }

  Charters output(@Nullable String schema) {
    output = new OutputTerms(schema == null ? null : schema(schema), null, null);
    return this;
  }

  Charters proving(@Nullable String schema) {
    output =
        new OutputTerms(schema == null ? null : schema(schema), new EvidenceTerms(List.of()), null);
    return this;
  }

  Charter made() {
    return new Charter(
        goal,
        new AgentIdentity("desk", 1, "", "You help.", Value.Obj.EMPTY),
        new ModelTerms("scripted/test", Price.UNMETERED, 1_000, Duration.ofSeconds(10), 2),
        tools,
        new Bounds(
            Autonomy.GUARDED,
            new Budget(
                new Counts(20, 20, 20, 3), 100_000, 0, Duration.ofHours(1), Duration.ofDays(1)),
            100_000,
            5,
            Map.of()),
        new Rules(
            policy,
            List.of(),
            new ApprovalTerms(Duration.ofHours(1), List.of(), false),
            output,
            doneWhen,
            null,
            List.of(),
            null,
            null,
            facts));
  }

  static Value.Obj schema(String json) {
    return (Value.Obj) Json.parse(json);
  }

  private static ToolContract contract(
      String name, String input, EffectClass effect, Exposure exposure) {
    return new ToolContract(
        new Descriptor(name, "does " + name, schema(input), Digest.NONE),
        effect,
        effect.isRead() ? Risk.NONE : Risk.WRITE,
        null,
        new Limits(Duration.ofSeconds(5), 3, Duration.ofSeconds(1), 100_000),
        exposure);
  }
}
