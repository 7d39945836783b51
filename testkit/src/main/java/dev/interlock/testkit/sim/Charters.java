package dev.interlock.testkit.sim;

import dev.interlock.kernel.charter.Autonomy;
import dev.interlock.kernel.charter.Bounds;
import dev.interlock.kernel.charter.Bounds.Budget;
import dev.interlock.kernel.charter.Bounds.Counts;
import dev.interlock.kernel.charter.Charter;
import dev.interlock.kernel.charter.Charter.AgentIdentity;
import dev.interlock.kernel.charter.FallbackFunction;
import dev.interlock.kernel.charter.Look;
import dev.interlock.kernel.charter.ModelTerms;
import dev.interlock.kernel.charter.Price;
import dev.interlock.kernel.charter.Rollback;
import dev.interlock.kernel.charter.Rules;
import dev.interlock.kernel.charter.Rules.ApprovalTerms;
import dev.interlock.kernel.charter.Rules.EvidenceTerms;
import dev.interlock.kernel.charter.Rules.OrderRule;
import dev.interlock.kernel.charter.Rules.OutputTerms;
import dev.interlock.kernel.charter.Rules.Phase;
import dev.interlock.kernel.charter.Rules.PolicyRule;
import dev.interlock.kernel.charter.Rules.Then;
import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.charter.ToolContract;
import dev.interlock.kernel.charter.ToolContract.Exposure;
import dev.interlock.kernel.value.Value;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Draws charters: any limit may be the one that bites. */
final class Charters {
  static final String GOAL = "reach the goal";
  static final String AGENT = "simulated";
  static final String TENANT = "default";
  static final String MODEL = "simulated/model";
  static final String HELD_PERMISSION = "desk:use";
  static final String MISSING_PERMISSION = "vault:open";

  private static final String DIGITS = "0123456789abcdefghjkmnpqrstv";

  private final Shape shape;
  private final Dice dice;
  private final Dice quorums;

  private Charters(Shape shape) {
    this.shape = shape;
    this.dice = shape.dice("charter");
    this.quorums = shape.dice("quorum");
  }

  static Charter draw(Shape shape) {
    return new Charters(shape).charter();
  }

  /** Draws the name of the run. */
  static RunId run(Shape shape) {
    return id(shape.dice("run"));
  }

  static RunId id(Dice dice) {
    var text = new StringBuilder();
    for (var i = 0; i < 26; i++) text.append(DIGITS.charAt(dice.below(DIGITS.length())));
    return new RunId(text.toString());
  }

  /** The charter of another run, which only its tool bounds. */
  static Charter neighbour(ToolContract tool) {
    var open =
        new ToolContract(
            tool.descriptor(), tool.effect(), tool.risk(), null, tool.limits(), Exposure.MODEL);
    var counts = new Counts(10, 10, 10, 1);
    var budget = new Budget(counts, 1_000_000, 1_000_000, Duration.ofHours(1), Duration.ofDays(30));
    var approvals = new ApprovalTerms(Duration.ofHours(1), List.of(), false);
    return new Charter(
        GOAL,
        new AgentIdentity("neighbour", 1, "", "Do what you can.", Value.Obj.EMPTY),
        new ModelTerms(MODEL, new Price(1, 0, 1), 20, Duration.ofSeconds(2), 1),
        List.of(),
        null,
        List.of(open),
        new Bounds(Autonomy.BOUNDED, budget, 12_000, 6, Map.of()),
        new Rules(List.of(), List.of(), approvals, null, List.of(), null, List.of(), null, null));
  }

  private Charter charter() {
    var drawn = new Contracts(dice, shape.dice("transactional").below(3)).draw();
    var undone =
        shape.has(Feature.COMPENSATIONS)
            ? new Contracts(shape.dice("undo"), 0).undone(drawn)
            : drawn;
    var grounded =
        shape.has(Feature.GROUNDS)
            ? new Contracts(shape.dice("grounds"), 0).grounded(undone)
            : undone;
    var tools =
        new ArrayList<>(
            shape.has(Feature.NEIGHBOURS)
                ? new Contracts(shape.dice("shared"), 0).shared(grounded)
                : grounded);
    if (shape.has(Feature.FUNCTION)) tools.add(Contracts.function(shape.dice("function")));
    var identity = new AgentIdentity(AGENT, 1, "", "Do what you can.", Value.Obj.EMPTY);
    var models = shape.dice("models");
    return new Charter(
        GOAL, identity, model(), fallback(models), small(models), tools, bounds(), rules(tools));
  }

  private List<ModelTerms> fallback(Dice models) {
    if (!shape.has(Feature.FALLBACKS)) return List.of();
    return IntStream.range(0, 1 + models.below(2))
        .mapToObj(rank -> other("simulated/behind-" + rank, models))
        .toList();
  }

  private @Nullable ModelTerms small(Dice models) {
    return shape.has(Feature.SMALL_MODEL) ? other("simulated/small", models) : null;
  }

  private static ModelTerms other(String use, Dice models) {
    var price = new Price(models.spread(1, 3_000_000), 0, models.spread(1, 15_000_000));
    var output = (int) models.spread(20, 400);
    return new ModelTerms(use, price, output, models.millis(2_000, 60_000), 1 + models.below(3));
  }

  private ModelTerms model() {
    var price = new Price(dice.spread(1, 3_000_000), 0, dice.spread(1, 15_000_000));
    var output = (int) dice.spread(20, 400);
    var attempts = (int) dice.between(1, 4);
    return new ModelTerms(MODEL, price, output, dice.millis(2_000, 60_000), attempts);
  }

  private Bounds bounds() {
    var autonomy =
        dice.pick(
            Autonomy.OBSERVE,
            Autonomy.ASSIST,
            Autonomy.ASSIST,
            Autonomy.GUARDED,
            Autonomy.GUARDED,
            Autonomy.BOUNDED,
            Autonomy.BOUNDED,
            Autonomy.BOUNDED);
    var roles = Map.of("clerk", List.of(HELD_PERMISSION));
    return new Bounds(
        autonomy,
        budget(),
        dice.spread(1_900, dice.chance(500) ? 2_600 : 12_000),
        (int) dice.between(2, 6),
        roles);
  }

  private Budget budget() {
    var counts =
        new Counts(
            (int) limit(2, 6, 30),
            (int) limit(3, 8, 60),
            (int) limit(2, 5, 80),
            (int) dice.between(0, 6));
    return new Budget(
        counts,
        limit(4_000, 40_000, 1_000_000),
        limit(2_000, 200_000, 50_000_000),
        Duration.ofMillis(limit(5_000, 60_000, 1_200_000)),
        Duration.ofMillis(limit(20_000, 3_600_000, 864_000_000)));
  }

  /** Now and then a limit is tight; only then does it bite, and only if few others are. */
  private long limit(long least, long tight, long wide) {
    return dice.chance(120) ? dice.spread(least, tight) : dice.spread(tight, wide);
  }

  private Rules rules(List<ToolContract> tools) {
    var names =
        tools.stream()
            .filter(tool -> tool.exposure() == Exposure.MODEL)
            .map(ToolContract::name)
            .toList();
    var approvals =
        new ApprovalTerms(
            dice.millis(5_000, 7_200_000),
            dice.chance(300) ? List.of("manager") : List.of(),
            dice.chance(300),
            quorum());
    var doneWhen =
        dice.chance(200) ? List.of("called('" + dice.pick(names) + "')") : List.<String>of();
    return new Rules(
        policy(names),
        order(names),
        approvals,
        dice.chance(350) ? output(names) : null,
        doneWhen,
        dice.chance(400) ? "duty" : null,
        phases(names),
        shape.has(Feature.COMPENSATIONS)
            ? shape.dice("rollback").pick(List.of(Rollback.values()))
            : null,
        shape.has(Feature.FUNCTION) ? new FallbackFunction(Contracts.FUNCTION, Map.of()) : null,
        facts());
  }

  private List<Look> facts() {
    return shape.has(Feature.GROUNDS) && shape.dice("facts").chance(300)
        ? List.of(new Look("one", Contracts.LOOK, Map.of()))
        : List.of();
  }

  /** The last tool of one phase is the first of the next. */
  private List<Phase> phases(List<String> names) {
    if (!shape.has(Feature.PHASES)) return List.of();
    var drawn = shape.dice("phases");
    var phases = new ArrayList<Phase>();
    for (var from = 0; from < names.size(); from += 2) {
      var tools = names.subList(from, Math.min(from + 3, names.size()));
      var until = drawn.chance(600) ? tools.getFirst() : null;
      var steps = until == null || drawn.chance(500) ? 1 + drawn.below(6) : null;
      phases.add(new Phase("phase-" + phases.size(), tools, until, steps));
    }
    return phases;
  }

  private List<PolicyRule> policy(List<String> names) {
    if (!shape.has(Feature.POLICY)) return List.of();
    return IntStream.range(0, (int) dice.between(1, 3))
        .mapToObj(i ->
            new PolicyRule(
                "policy[" + i + "]",
                "tool == '" + dice.pick(names) + "' && args.a > 1",
                dice.pick(Then.ALLOW, Then.HOLD, Then.HOLD, Then.DENY),
                "the owner said so"))
        .map(rule ->
            rule.then() == Then.HOLD
                ? new PolicyRule(rule.id(), rule.when(), rule.then(), rule.reason(), quorum())
                : rule)
        .toList();
  }

  private @Nullable Integer quorum() {
    if (!shape.has(Feature.QUORUM) || quorums.chance(400)) return null;
    return (int) quorums.between(1, People.MANAGERS.size());
  }

  private List<OrderRule> order(List<String> names) {
    var rules = new ArrayList<OrderRule>();
    if (dice.chance(300) && names.size() > 1) {
      var requires = names.getFirst();
      var tool = dice.pick(names.subList(1, names.size()));
      rules.add(
          new OrderRule.Requires(tool, requires, dice.chance(500) ? List.of("a") : List.of()));
    }
    if (dice.chance(400)) {
      var per = dice.chance(400) ? "a" : null;
      rules.add(new OrderRule.AtMost(dice.pick(names), (int) dice.between(1, 2), per));
    }
    if (dice.chance(250)) {
      rules.add(new OrderRule.NeverAfter(dice.pick(names), dice.pick(names)));
    }
    return rules;
  }

  private OutputTerms output(List<String> names) {
    @Nullable EvidenceTerms evidence = null;
    if (dice.chance(500)) {
      var from = dice.chance(500) ? List.of(dice.pick(names)) : List.<String>of();
      evidence = new EvidenceTerms(from);
    }
    var confidence = dice.chance(500) ? new BigDecimal("0.5") : null;
    return new OutputTerms(dice.chance(500) ? Value.Obj.EMPTY : null, evidence, confidence);
  }
}
