package dev.interlock.testkit.sim;

import java.time.Duration;

/** What follows when nothing goes wrong any more: the run must come to its end. */
final class Calm {
  private static final int ROUNDS_MAX = 600;
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private final Scene scene;
  private final Drives drives;
  private final People people;

  Calm(Scene scene, Drives drives, People people) {
    this.scene = scene;
    this.drives = drives;
    this.people = people;
  }

  void come() {
    scene.calmDown();
    scene.tell(() -> "the world calms down");
    drives.everybodyGoesOn();
    var last = scene.newProcess();
    scene.board().releaseAll(last);
    scene.rights().restoreAll(last);
    toTheEnd(last);
    if (!scene.on(Feature.COMPENSATIONS) || scene.shape().dice("regret").chance(600)) return;
    people.wantUndone(last);
    toTheEnd(last);
  }

  private void toTheEnd(SimProcess last) {
    drive(last);
    for (var round = 0; !over(); round++) {
      if (round == ROUNDS_MAX) {
        var state = scene.audit().state();
        throw scene.fail(Invariant.ENDS, "still " + (state == null ? "" : state.pending()));
      }
      drive(last);
      if (!over()) letSomethingHappen(last, round);
    }
    drive(last);
  }

  private void drive(SimProcess last) {
    drives.resume(last, false);
    drives.everybodyGoesOn();
    drives.wakeWhoeverIsWanted();
    drives.everybodyGoesOn();
  }

  private boolean over() {
    var state = scene.audit().state();
    return state != null && state.over() && scene.world().still();
  }

  /** A clock that was set back is waited for: whoever was refused comes back ever later. */
  private void letSomethingHappen(SimProcess last, int round) {
    if (people.answer(last)) {
      scene.clock().pass(LOOK_EVERY.multipliedBy(1 + round / 10));
      return;
    }
    if (scene.world().still()) {
      scene.waitForTimer();
    } else {
      scene.clock().pass(Duration.between(scene.clock().now(), scene.world().next()));
    }
  }
}
