package dev.interlock.testkit.sim;

import dev.interlock.kernel.run.Event.RunStarted;
import dev.interlock.kernel.run.Status;
import dev.interlock.runtime.journal.JournalUnavailableException;
import java.util.List;
import java.util.Optional;

/** Makes the moves of a world: who goes on, who dies, what time it is, what people do. */
final class Director {
  /** How many moves are made after the end of the run. */
  private static final int AFTERMATH = 8;

  private static final int BIRTHS_MAX = 60;
  private static final int LONG = 200_000;

  private final Scene scene;
  private final Dice dice;
  private final People people;
  private final Drives drives;

  Director(Scene scene) {
    this.scene = scene;
    this.dice = scene.shape().dice("director");
    this.people = new People(scene);
    this.drives = new Drives(scene);
  }

  void direct() {
    try {
      var after = 0;
      for (var step = 0; step < scene.shape().steps() && after < AFTERMATH; step++) {
        begin();
        scene.neighbours().move();
        move();
        drives.unwindTheDead();
        drives.checkInbox();
        if (over()) after++;
      }
      begin();
      scene.neighbours().leave();
      new Calm(scene, drives, people).come();
    } finally {
      drives.leaveNobodyStanding();
      scene.neighbours().leaveNobodyStanding();
    }
  }

  private boolean over() {
    var state = scene.audit().state();
    return state != null && state.over();
  }

  /** Whoever asked for the run asks again if its first entry was lost before he was told of it. */
  private void begin() {
    var charter = scene.charter();
    var digest = scene.codec().digest(charter);
    var first = new RunStarted(scene.run(), charter, digest, People.ANN);
    for (var tries = 0; scene.audit().state() == null; tries++) {
      if (tries > BIRTHS_MAX) scene.calmDown();
      if (drives.standing().isEmpty()) {
        drives
            .process()
            .ifPresent(
                one -> drives.launch(one, () -> Optional.of(one.drivers().begin(first, () -> {}))));
      } else {
        drives.goOn(drives.standing().getFirst());
      }
      drives.unwindTheDead();
    }
  }

  private void move() {
    drives.wakeWhoeverIsWanted();
    var standing = drives.standing();
    switch (dice.below(10)) {
      case 0 -> {
        var _ = somebodyActs();
      }
      case 1 -> throwSwitch();
      case 2 -> passTime(standing);
      case 3 -> setClock(standing);
      case 4, 5 -> {
        if (standing.isEmpty() || scene.on(Feature.TAKEOVERS)) resume(!standing.isEmpty());
      }
      case 6 -> kill(standing);
      default -> goOn(standing);
    }
  }

  private void goOn(List<Fibre> standing) {
    if (!standing.isEmpty()) {
      drives.goOn(dice.pick(standing));
      return;
    }
    if (!(dice.chance(700) && somebodyActs()) && waits()) scene.waitForTimer();
    resume(false);
  }

  /** Whether the run waits for time alone, or nobody has answered for long. */
  private boolean waits() {
    var state = scene.audit().state();
    if (state == null || state.status() == Status.RUNNING) return false;
    return state.status() == Status.WAITING_TIMER || dice.chance(100);
  }

  private boolean somebodyActs() {
    var terminal = drives.process();
    var acts = terminal.isPresent() && people.act(terminal.get());
    drives.wakeWhoeverIsWanted();
    return acts;
  }

  private void throwSwitch() {
    if (!scene.on(Feature.SWITCHES) && !scene.on(Feature.REVOCATIONS)) return;
    var terminal = drives.process();
    if (terminal.isEmpty()) return;
    try {
      if (scene.on(Feature.SWITCHES)) scene.board().change(terminal.get(), dice);
      scene.rights().change(terminal.get());
    } catch (Crash | JournalUnavailableException died) {
      scene.letters().disturb();
    }
  }

  private void passTime(List<Fibre> standing) {
    var mayBeLong = scene.on(standing.isEmpty() ? Feature.LONG_NIGHTS : Feature.FREEZES);
    var most = mayBeLong ? dice.pick(2_000, 20_000, 20_000, 200_000, 40_000_000) : 1_000;
    if (standing.isEmpty() && most > LONG) scene.coverage().count("long night");
    scene.clock().pass(dice.millis(1, most));
  }

  /** The clock is set only while nothing is under way: what is timed by it cannot bear it. */
  private void setClock(List<Fibre> standing) {
    var state = scene.audit().state();
    if (!scene.on(Feature.CLOCK_SET) || !standing.isEmpty() || !scene.world().still()) return;
    if (state == null || state.pending().values().stream().anyMatch(one -> one.underWay())) return;
    var by = dice.millis(1, 4_000_000);
    scene.clock().set(dice.chance(500) ? by : by.negated());
    scene.tell(() -> "the clock is set by " + by);
    scene.coverage().count("clock set");
  }

  private void resume(boolean force) {
    if (force) scene.coverage().count("takeover");
    drives.process().ifPresent(one -> drives.resume(one, force));
  }

  private void kill(List<Fibre> standing) {
    if (standing.isEmpty() || !scene.on(Feature.DEATHS) || !dice.chance(300)) return;
    dice.pick(standing).process().die("standing still", scene.fate());
  }
}
