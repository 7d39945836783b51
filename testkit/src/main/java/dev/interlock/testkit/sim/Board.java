package dev.interlock.testkit.sim;

import dev.interlock.kernel.charter.ModelTerms;
import dev.interlock.kernel.run.Signed;
import dev.interlock.runtime.journal.Switchboard.Kind;
import dev.interlock.runtime.journal.Switchboard.Released;
import dev.interlock.runtime.journal.Switchboard.Thrown;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which switches are thrown, as whoever threw them knows; independent of the store's own board. */
final class Board {
  private final Scene scene;
  private final Dice undos;
  private final List<Thrown> thrown = new ArrayList<>();

  Board(Scene scene) {
    this.scene = scene;
    this.undos = scene.shape().dice("switches that undo");
  }

  /** Throws some switch, or releases one. */
  void change(SimProcess by, Dice dice) {
    if (!thrown.isEmpty() && dice.chance(600)) {
      release(by, dice.pick(List.copyOf(thrown)));
      return;
    }
    var kind = dice.pick(List.of(Kind.values()));
    var last = scene.on(Feature.FINAL_SWITCHES) && dice.chance(300);
    var undo = last && undos.chance(400);
    var one = new Thrown(kind, name(kind, dice), "in case", signed(), last, undo);
    scene.audit().look(); // what was permitted before is not held against it
    // Whether it was thrown is not known if this fails; then it counts as thrown by nobody.
    thrown.removeIf(other -> other.kind() == kind && other.name().equals(one.name()));
    var _ = by.store().switches().stop(one);
    thrown.add(one);
    scene.coverage().count("switch " + kind + (last ? " final" : ""));
    if (undo) scene.coverage().count("switch that undoes");
    scene.tell(() -> "thrown: " + one);
  }

  void release(SimProcess by, Thrown one) {
    // Whether it was released is not known if this fails; then it counts as released.
    thrown.removeIf(other -> other.kind() == one.kind() && other.name().equals(one.name()));
    var _ = by.store().switches().release(new Released(one.kind(), one.name(), signed()));
    scene.tell(() -> "released: " + one);
  }

  private Signed signed() {
    return new Signed("ann", "root", scene.clock().now());
  }

  /** Releases everything that does not end runs. */
  void releaseAll(SimProcess by) {
    for (var one : by.store().switches().read().thrown()) {
      if (!one.last()) release(by, one);
    }
  }

  private String name(Kind kind, Dice dice) {
    if (dice.chance(150)) return "somebody-else";
    return switch (kind) {
      case RUN -> scene.run().text();
      case AGENT -> Charters.AGENT;
      case TENANT -> Charters.TENANT;
      case TOOL -> dice.pick(scene.charter().tools()).name();
      case MODEL -> dice.pick(Charters.MODEL, "model");
      case ALL -> "";
    };
  }

  /**
   * Returns a thrown switch that concerns a deed.
   *
   * @param tool that is called; null if the model is asked
   * @param undoing whether the deed takes another back
   */
  Optional<Thrown> concerning(@Nullable String tool, boolean undoing) {
    return thrown.stream()
        .filter(one -> concerns(one, tool) && !(undoing && one.undo()))
        .findFirst();
  }

  private static boolean isNamed(Thrown one, ModelTerms model) {
    return one.name().equals(model.use()) || one.name().equals(model.model());
  }

  private boolean concerns(Thrown one, @Nullable String tool) {
    return switch (one.kind()) {
      case ALL -> true;
      case RUN -> one.name().equals(scene.run().text());
      case AGENT -> one.name().equals(scene.charter().agent().name());
      case TENANT -> one.name().equals(Charters.TENANT);
      case TOOL -> one.name().equals(tool);
      case MODEL -> scene.charter().chain().stream().anyMatch(model -> isNamed(one, model));
    };
  }
}
