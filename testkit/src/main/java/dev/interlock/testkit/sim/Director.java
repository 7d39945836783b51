package dev.interlock.testkit.sim;

import dev.interlock.kernel.run.Event.RunStarted;
import dev.interlock.kernel.run.Status;
import dev.interlock.runtime.journal.JournalUnavailableException;
import dev.interlock.runtime.loop.RunDriver.Left;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes the moves of a world: who goes on, who dies, what time it is, what people do. */
final class Director {
  private static final int CALM_ROUNDS_MAX = 600;

  /** How many moves are made after the end of the run. */
  private static final int AFTERMATH = 8;

  private final Scene scene;
  private final Dice dice;
  private final People people;
  private final List<Fibre> fibres = new ArrayList<>();

  Director(Scene scene) {
    this.scene = scene;
    this.dice = scene.shape().dice("director");
    this.people = new People(scene);
  }

  void direct() {
    try {
      begin();
      var after = 0;
      for (var step = 0; step < scene.shape().steps() && after < AFTERMATH; step++) {
        move();
        checkInbox();
        var state = scene.audit().state();
        if (state != null && state.over()) after++;
      }
      calm();
    } finally {
      leaveNobodyStanding();
    }
  }

  private void begin() {
    var first =
        new RunStarted(
            scene.run(), scene.charter(), scene.codec().digest(scene.charter()), People.ANN);
    for (var tries = 0; scene.audit().state() == null; tries++) {
      if (tries > 60) scene.calmDown();
      if (!fibres.isEmpty()) {
        goOn(fibres.getFirst());
      } else {
        process()
            .ifPresent(one -> launch(one, () -> Optional.of(one.drivers().begin(first, () -> {}))));
      }
      unwindTheDead();
    }
  }

  /** A process that opens the store; empty if it dies at that. */
  private Optional<SimProcess> process() {
    try {
      return Optional.of(scene.newProcess("p"));
    } catch (Crash | JournalUnavailableException died) {
      return Optional.empty();
    }
  }

  private void move() {
    wakeWhoeverIsWanted();
    var standing = fibres.stream().filter(fibre -> !fibre.done()).toList();
    switch (dice.below(10)) {
      case 0 -> ask();
      case 1 -> throwSwitch();
      case 2 -> passTime();
      case 3 -> setClock(standing);
      case 4, 5 -> {
        if (standing.isEmpty() || scene.on(Feature.TAKEOVERS)) resume(!standing.isEmpty());
      }
      case 6 -> {
        if (!standing.isEmpty() && scene.on(Feature.DEATHS) && dice.chance(300)) {
          dice.pick(standing).process().die("standing still", scene.fate());
        }
      }
      default -> {
        if (standing.isEmpty()) {
          if (!somebodyAnswers() && waits()) waitForTimer();
          resume(false);
        } else {
          goOn(dice.pick(standing));
        }
      }
    }
    unwindTheDead();
  }

  private boolean somebodyAnswers() {
    var terminal = process();
    return terminal.isPresent() && dice.chance(700) && people.act(terminal.get());
  }

  /** Whether the run waits for time alone, or nobody has answered for long. */
  private boolean waits() {
    var state = scene.audit().state();
    if (state == null || state.status() == Status.RUNNING) return false;
    return state.status() == Status.WAITING_TIMER || dice.chance(100);
  }

  private void ask() {
    process().ifPresent(terminal -> people.act(terminal));
    wakeWhoeverIsWanted();
  }

  private void throwSwitch() {
    if (!scene.on(Feature.SWITCHES)) return;
    process().ifPresent(terminal -> quietly(() -> scene.board().change(terminal, dice)));
  }

  private void quietly(Runnable action) {
    try {
      action.run();
    } catch (Crash | JournalUnavailableException died) {
      scene.disturb();
    }
  }

  private void passTime() {
    var mayBeLong = fibres.isEmpty() ? scene.on(Feature.LONG_NIGHTS) : scene.on(Feature.FREEZES);
    var most = !mayBeLong ? 1_000 : dice.chance(100) ? 40_000_000 : 20_000;
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

  private void waitForTimer() {
    var index = scene.audit().store().index();
    index
        .get(scene.run())
        .filter(known -> known.wakeAt() != null)
        .ifPresent(
            known -> scene.clock().pass(Duration.between(scene.clock().wall(), known.wakeAt())));
  }

  private void resume(boolean force) {
    process()
        .ifPresent(one -> launch(one, () -> one.drivers().resume(scene.run(), force, () -> {})));
  }

  private void launch(SimProcess process, Supplier<Optional<Left>> drive) {
    var fibre =
        new Fibre(
            process,
            () -> {
              var how = drive.get();
              scene.tell(() -> process.name() + " lets go: " + how);
              how.ifPresent(left -> letGo(process, left));
            });
    fibres.add(fibre);
    goOn(fibre);
  }

  private void letGo(SimProcess process, Left how) {
    scene.coverage().count("left " + how);
    if (how == Left.FENCED) scene.disturb();
    var state = scene.audit().state();
    if (how != Left.PARKED || state == null || !process.drivesStill()) return;
    if (state.over() || state.status() == Status.RUNNING) {
      throw scene.fail(
          Invariant.NAMED_WAIT, "parked while " + state.status() + " " + state.pending());
    }
  }

  private void goOn(Fibre fibre) {
    scene.walk(fibre);
    if (!fibre.done()) return;
    fibres.remove(fibre);
    switch (fibre.thrown()) {
      case null -> {}
      case Crash _, JournalUnavailableException _ -> scene.disturb();
      case SimulationFailure found -> throw found;
      case Throwable surprise -> {
        surprise.addSuppressed(new IllegalStateException("seed " + scene.shape().seed()));
        var at = surprise.getStackTrace().length == 0 ? "" : " at " + surprise.getStackTrace()[0];
        throw scene.fail(Invariant.NO_SURPRISE, surprise + at);
      }
    }
  }

  /** Whoever was told that there is something new drives, as the host of a process does. */
  private void wakeWhoeverIsWanted() {
    for (var process : List.copyOf(scene.processes())) {
      var drives = fibres.stream().anyMatch(fibre -> fibre.process() == process);
      if (drives || process.dead() || !process.takeAgain()) continue;
      launch(process, () -> process.drivers().resume(scene.run(), false, () -> {}));
    }
  }

  private void unwindTheDead() {
    for (var fibre : List.copyOf(fibres)) {
      if (fibre.process().dead()) goOn(fibre);
    }
  }

  private void unfreezeAll() {
    while (!fibres.isEmpty()) goOn(fibres.getFirst());
  }

  /** If nobody died and everybody has let go, no letter may be left lying. */
  private void checkInbox() {
    if (scene.disturbed()) {
      if (fibres.isEmpty() && scene.audit().journal().inbox(scene.run()).isEmpty()) {
        scene.settled();
      }
      return;
    }
    wakeWhoeverIsWanted();
    if (!fibres.isEmpty() || scene.disturbed() || scene.audit().state() == null) return;
    if (!scene.audit().journal().inbox(scene.run()).isEmpty()) {
      throw scene.fail(
          Invariant.NO_LETTER_FORGOTTEN, "nobody drives, and letters lie in the inbox");
    }
  }

  private void calm() {
    scene.calmDown();
    scene.tell(() -> "the world calms down");
    unfreezeAll();
    var last = scene.newProcess("last");
    scene.board().releaseAll(last);
    for (var round = 0; ; round++) {
      launch(last, () -> last.drivers().resume(scene.run(), false, () -> {}));
      unfreezeAll();
      wakeWhoeverIsWanted();
      unfreezeAll();
      var state = scene.audit().state();
      if (state != null && state.over() && scene.world().still()) break;
      if (round == CALM_ROUNDS_MAX) {
        throw scene.fail(Invariant.ENDS, "still " + (state == null ? "nothing" : state.status()));
      }
      if (state != null && !state.over() && people.answer(last)) continue;
      if (!scene.world().still()) {
        scene.clock().pass(Duration.between(scene.clock().now(), scene.world().next()));
      } else {
        waitForTimer();
      }
    }
    launch(last, () -> last.drivers().resume(scene.run(), false, () -> {}));
    unfreezeAll();
  }

  private void leaveNobodyStanding() {
    for (var fibre : fibres) {
      fibre.process().lost();
      while (!fibre.done()) fibre.go();
    }
  }
}
