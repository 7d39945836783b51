package dev.interlock.testkit.sim;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What may happen to a process at any point: it dies, the power is cut, it stands still. */
final class Perils {
  /** Without freezes others get their turn too, but then no time passes that matters. */
  private static final int SHORT_STOPS = 60;

  private final Scene scene;

  Perils(Scene scene) {
    this.scene = scene;
  }

  /**
   * Lets a process pass a point.
   *
   * @param walking who has the baton; null if nobody may stand still here
   */
  void pass(SimProcess process, String where, @Nullable Fibre walking) {
    var fate = scene.fate();
    var shape = scene.shape();
    if (scene.on(Feature.DEATHS) && fate.chance(shape.deaths())) {
      process.die(where, fate);
      throw new Crash();
    }
    if (scene.on(Feature.POWER_CUTS) && fate.chance(shape.deaths() / 2)) {
      cutPower(where);
      throw new Crash();
    }
    if (walking == null || walking.process() != process) return;
    if (fate.chance(scene.on(Feature.FREEZES) ? shape.freezes() : SHORT_STOPS)) {
      scene.tell(() -> process.name() + " stands still " + where);
      scene.coverage().count("freeze");
      walking.standStill();
      if (process.dead()) throw new Crash();
      scene.tell(() -> process.name() + " goes on " + where);
    }
  }

  private void cutPower(String where) {
    scene.tell(() -> "power cut " + where);
    scene.coverage().count("power cut");
    scene.disk().crash(scene.fate().generator());
    for (var process : List.copyOf(scene.processes())) process.lost();
    scene.audit().reopen();
  }
}
