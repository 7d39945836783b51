package dev.interlock.testkit.sim;

import dev.interlock.kernel.charter.EffectClass;
import dev.interlock.kernel.charter.Flow;
import dev.interlock.kernel.charter.Grounds;
import dev.interlock.kernel.charter.Look;
import dev.interlock.kernel.charter.PostCondition;
import dev.interlock.kernel.charter.Risk;
import dev.interlock.kernel.charter.ToolContract;
import dev.interlock.kernel.charter.ToolContract.Descriptor;
import dev.interlock.kernel.charter.ToolContract.Exposure;
import dev.interlock.kernel.charter.ToolContract.Limits;
import dev.interlock.kernel.charter.Undo;
import dev.interlock.kernel.value.Digest;
import dev.interlock.kernel.value.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Draws tool contracts: one to six tools of every effect class. */
final class Contracts {
  static final String KEY = "key";
  private static final Duration FIND_WITHIN = Duration.ofSeconds(3);

  /** The name of the function that decides when the agent cannot. */
  static final String FUNCTION = "decide";

  /** The name of the tool with which is read what rulings rest on. */
  static final String LOOK = "look";

  private final Dice dice;
  private final int transactional;

  /**
   * @param transactional how many tools do their deeds in the journal's transactions
   */
  Contracts(Dice dice, int transactional) {
    this.dice = dice;
    this.transactional = transactional;
  }

  List<ToolContract> draw() {
    var tools = new ArrayList<ToolContract>();
    for (var i = dice.below(2); i >= 0; i--) {
      tools.add(tool("read" + i, EffectClass.Read.READ, Exposure.MODEL));
    }
    for (var i = dice.below(3); i > 0; i--) {
      var remembered = dice.millis(4_000, 86_400_000);
      tools.add(tool("keyed" + i, new EffectClass.Keyed(KEY, remembered), Exposure.MODEL));
    }
    for (var i = dice.below(3); i > 0; i--) {
      var query =
          new EffectClass.Query("find" + i, "of", "result.written", dice.millis(200, 20_000));
      tools.add(tool("sent" + i, new EffectClass.Reconcile(KEY, query), Exposure.MODEL));
      var exposure = dice.chance(300) ? Exposure.MODEL : Exposure.INTERNAL;
      tools.add(tool("find" + i, EffectClass.Read.READ, exposure));
    }
    for (var i = dice.below(3); i > 0; i--) {
      tools.add(tool("once" + i, EffectClass.Once.ONCE, Exposure.MODEL));
    }
    for (var i = transactional; i > 0; i--) {
      tools.add(tool("joined" + i, EffectClass.Transactional.TRANSACTIONAL, Exposure.MODEL));
    }
    return tools;
  }

  /** Most effects can be taken back by a tool of the runtime's, some never, of some nobody says. */
  List<ToolContract> undone(List<ToolContract> tools) {
    var all = new ArrayList<ToolContract>();
    for (var tool : tools) {
      if (tool.effect().isRead() || dice.chance(150)) {
        all.add(tool);
      } else if (dice.chance(120)) {
        all.add(with(tool, Undo.Never.NEVER));
      } else {
        var name = "undo" + all.size();
        var query = new EffectClass.Query("find-" + name, "of", "result.written", FIND_WITHIN);
        var effect =
            dice.pick(
                new EffectClass.Keyed(KEY, dice.millis(60_000, 86_400_000)),
                new EffectClass.Keyed(KEY, dice.millis(60_000, 86_400_000)),
                new EffectClass.Reconcile(KEY, query),
                EffectClass.Once.ONCE);
        if (effect instanceof EffectClass.Reconcile) {
          all.add(tool(query.tool(), EffectClass.Read.READ, Exposure.INTERNAL));
        }
        all.add(with(tool, new Undo.By(name, null)));
        all.add(tool(name, effect, dice.chance(100) ? Exposure.MODEL : Exposure.INTERNAL));
      }
    }
    return all;
  }

  /** Some calls are judged by what is read for them, some effects are looked at afterwards. */
  List<ToolContract> grounded(List<ToolContract> tools) {
    var all = new ArrayList<ToolContract>();
    for (var tool : tools) {
      var before = dice.chance(350) ? looks() : List.<Look>of();
      var after =
          tool.effect().isRead() || dice.chance(500)
              ? null
              : new PostCondition(looks(), "facts.one.n > 0", "drawn");
      all.add(with(tool, new Grounds(before, after)));
    }
    var exposure = dice.chance(200) ? Exposure.MODEL : Exposure.INTERNAL;
    all.add(tool(LOOK, EffectClass.Read.READ, exposure));
    return all;
  }

  private List<Look> looks() {
    var one = new Look("one", LOOK, Map.of());
    return dice.chance(300) ? List.of(one, new Look("two", LOOK, Map.of())) : List.of(one);
  }

  private static ToolContract with(ToolContract tool, Grounds grounds) {
    return new ToolContract(
        tool.descriptor(),
        tool.effect(),
        tool.risk(),
        tool.permission(),
        tool.limits(),
        tool.exposure(),
        tool.result(),
        tool.undo(),
        grounds);
  }

  private static ToolContract with(ToolContract tool, Undo undo) {
    return new ToolContract(
        tool.descriptor(),
        tool.effect(),
        tool.risk(),
        tool.permission(),
        tool.limits(),
        tool.exposure(),
        tool.result(),
        undo);
  }

  /** Draws the contract of the function: mostly it only looks. */
  static ToolContract function(Dice dice) {
    var effect =
        dice.chance(700)
            ? EffectClass.Read.READ
            : new EffectClass.Keyed(KEY, dice.millis(4_000, 86_400_000));
    return new Contracts(dice, 0).tool(FUNCTION, effect, Exposure.INTERNAL);
  }

  private ToolContract tool(String name, EffectClass effect, Exposure exposure) {
    var risk =
        effect.isRead()
            ? Risk.NONE
            : dice.chance(500) ? Risk.WRITE : dice.pick(List.of(Risk.values()));
    var attempts = effect instanceof EffectClass.Once ? 1 : (int) dice.between(1, 4);
    var timeout = timeout(effect);
    var backoff = dice.millis(20, 3_000);
    var limits =
        new Limits(
            timeout,
            attempts,
            backoff,
            dice.spread(dice.chance(300) ? 400 : 8_000, 100_000),
            flow(),
            backoff.toMillis() % 5 == 0 ? timeout.plus(backoff.multipliedBy(20)) : null);
    return new ToolContract(
        new Descriptor(name, "a tool", Value.Obj.EMPTY, Digest.of(name)),
        effect,
        risk,
        permission(exposure),
        limits,
        exposure);
  }

  private Duration timeout(EffectClass effect) {
    return effect instanceof EffectClass.Transactional
        ? dice.millis(100, 5_000)
        : dice.millis(300, 10_000);
  }

  private @Nullable Flow flow() {
    if (!dice.chance(200)) return null;
    var rate = new Flow.Rate((int) dice.between(1, 3), dice.millis(100, 20_000));
    return new Flow(null, rate, null);
  }

  private @Nullable String permission(Exposure exposure) {
    if (exposure == Exposure.INTERNAL || dice.chance(750)) return null;
    return dice.chance(750) ? Charters.HELD_PERMISSION : Charters.MISSING_PERMISSION;
  }
}
