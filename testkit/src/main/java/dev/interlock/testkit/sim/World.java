package dev.interlock.testkit.sim;

import dev.interlock.kernel.charter.EffectClass;
import dev.interlock.kernel.value.Digest;
import dev.interlock.kernel.value.Value;
import dev.interlock.testkit.journal.MemoryRows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The ground truth: what really took effect, when, and what tools really answered. Knows nothing of
 * any journal.
 */
final class World {
  private final Scene scene;
  private final Map<String, List<Effect>> effects = new LinkedHashMap<>();
  private final Map<String, Set<Digest>> given = new HashMap<>();
  private final PriorityQueue<Coming> coming =
      new PriorityQueue<>(Comparator.comparing(Coming::at).thenComparingLong(Coming::number));
  private long comings;
  private boolean settling;

  World(Scene scene) {
    this.scene = scene;
  }

  /** Something that took effect. */
  record Effect(String tool, String key, Value.Obj arguments, Instant at) {}

  /**
   * Something that will happen.
   *
   * @param key of the call that it belongs to
   * @param effect whether it takes effect in the world, rather than bringing an answer
   */
  private record Coming(Instant at, long number, String key, boolean effect, Runnable happens) {}

  /** Has a call take effect at that time: once for a key that the tool still remembers. */
  void takesEffect(Instant at, EffectClass effectClass, Effect effect) {
    comes(at, effect.key, true, () -> happen(effectClass, effect));
  }

  /** Has a call take effect in its transaction; at once and for good if it has none. */
  void joins(Optional<MemoryRows> rows, Effect effect) {
    if (rows.isEmpty()) {
      happen(EffectClass.Transactional.TRANSACTIONAL, effect);
      return;
    }
    rows.get().add(effect.key, effect);
    scene.tell(() -> "effect " + effect.tool + " " + effect.key + " in its transaction");
  }

  /** Has something else happen at that time. */
  void comes(Instant at, String key, boolean effect, Runnable happens) {
    coming.add(new Coming(at, comings++, key, effect, happens));
    settle(scene.clock().now());
  }

  /** Lets everything happen whose time has come. */
  void settle(Instant now) {
    if (settling) return;
    settling = true;
    try {
      while (!coming.isEmpty() && !coming.peek().at.isAfter(now)) coming.remove().happens.run();
    } finally {
      settling = false;
    }
  }

  private void happen(EffectClass effectClass, Effect effect) {
    var before = effects.computeIfAbsent(effect.key, _ -> new ArrayList<>());
    if (effectClass instanceof EffectClass.Keyed(_, var validFor)
        && !before.isEmpty()
        && effect.at.isBefore(before.getLast().at.plus(validFor))) {
      scene.tell(() -> effect.tool + " knows key " + effect.key + " and does nothing");
      return;
    }
    before.add(effect);
    scene.tell(() -> "EFFECT " + effect.tool + " " + effect.key);
    if (before.size() > 1) {
      throw scene.fail(
          Invariant.NO_EFFECT_TWICE, effect.tool + " " + effect.key + " took effect " + before);
    }
  }

  boolean happened(String key) {
    return effects.containsKey(key);
  }

  /** Whether it is not yet decided what comes of a call. */
  boolean undecided(String key) {
    return coming.stream().anyMatch(one -> one.effect && one.key.equals(key));
  }

  /** Whether nothing is on its way. */
  boolean still() {
    return coming.isEmpty();
  }

  /** When the next thing happens by itself; the present if nothing does. */
  Instant next() {
    return coming.isEmpty() ? scene.clock().now() : coming.peek().at;
  }

  /** Takes note of an answer that a tool gave for a key. */
  void gave(String key, Value result) {
    var _ = given.computeIfAbsent(key, _ -> new HashSet<>()).add(result.digest());
  }

  boolean gave(String key, Digest result) {
    return given.getOrDefault(key, Set.of()).contains(result);
  }

  /** Everything that took effect; what transactions left as far as they are on the disk now. */
  List<Effect> effects() {
    return Stream.concat(effects.values().stream().flatMap(List::stream), joined()).toList();
  }

  /** Whether exactly one effect of a call was committed. */
  boolean joinedOnce(String key) {
    return joined().filter(effect -> effect.key.equals(key)).count() == 1;
  }

  private Stream<Effect> joined() {
    return scene.disk().rows().stream().map(Effect.class::cast);
  }
}
