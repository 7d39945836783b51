package dev.interlock.testkit.sim;

import dev.interlock.kernel.charter.EffectClass;
import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.charter.ToolContract;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The other runs in each process, of the run's own tenant and of another. */
final class Neighbours {
  static final String OTHER_TENANT = "other";

  /** How many may be in the midst of a call at once. */
  private static final int AT_ONCE_MAX = 4;

  private final Scene scene;
  private final Dice dice;
  private final List<Fibre> fibres = new ArrayList<>();
  private final Map<RunId, Neighbour> known = new HashMap<>();
  private final Map<RunId, Fibre> walking = new HashMap<>();

  Neighbours(Scene scene) {
    this.scene = scene;
    this.dice = scene.shape().dice("neighbours");
  }

  /** Returns who a run is; empty for the run that the world is about. */
  Optional<Neighbour> of(RunId run) {
    return Optional.ofNullable(known.get(run));
  }

  /** Some begin a call, some end theirs. */
  void move() {
    if (!scene.on(Feature.NEIGHBOURS)) return;
    while (dice.chance(600)) {
      if (fibres.isEmpty() || (fibres.size() < AT_ONCE_MAX && dice.chance(600))) begin();
      else goOn(dice.pick(fibres));
    }
  }

  private void begin() {
    if (scene.processes().isEmpty()) return;
    var process = dice.pick(scene.processes());
    var reads = scene.charter().tools().stream().filter(Neighbours::mayBeCalled).toList();
    var tenant = dice.chance(500) ? Charters.TENANT : OTHER_TENANT;
    var neighbour = new Neighbour(scene, process, Charters.id(dice), tenant, dice.pick(reads));
    var fibre = new Fibre(process, neighbour::call);
    known.put(neighbour.run(), neighbour);
    walking.put(neighbour.run(), fibre);
    fibres.add(fibre);
    goOn(fibre);
  }

  private static boolean mayBeCalled(ToolContract tool) {
    return tool.effect() instanceof EffectClass.Read;
  }

  /** Stands in the midst of a call, or is done with it at once; called on the neighbour's fibre. */
  void inCall(Neighbour neighbour) {
    scene.coverage().count("neighbour called as " + neighbour.tenant());
    var fibre = walking.get(neighbour.run());
    if (fibre != null && dice.chance(600)) fibre.standStill();
  }

  private void goOn(Fibre fibre) {
    scene.walk(fibre);
    if (!fibre.done()) return;
    fibres.remove(fibre);
    walking.values().remove(fibre);
    switch (fibre.thrown()) {
      case null -> {}
      case SimulationFailure found -> throw found;
      case Throwable surprise -> throw scene.fail(Invariant.NO_SURPRISE, surprise.toString());
    }
  }

  /** Everybody's call ends. */
  void leave() {
    while (!fibres.isEmpty()) goOn(fibres.getFirst());
  }

  /** Ends every thread; nothing is checked any more. */
  void leaveNobodyStanding() {
    for (var fibre : fibres) {
      while (!fibre.done()) fibre.go();
    }
  }
}
