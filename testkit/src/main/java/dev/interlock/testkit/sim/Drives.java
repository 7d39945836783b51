package dev.interlock.testkit.sim;

import dev.interlock.kernel.run.Status;
import dev.interlock.runtime.journal.JournalUnavailableException;
import dev.interlock.runtime.loop.RunDriver.Left;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Who drives the run, or believes so: does for each process what its host would do. */
final class Drives {
  private final Scene scene;
  private final List<Fibre> fibres = new ArrayList<>();

  Drives(Scene scene) {
    this.scene = scene;
  }

  /** A process that does not drive, or a new one; empty if that dies while it opens the store. */
  Optional<SimProcess> process() {
    var idle = scene.processes().stream().filter(one -> !drives(one)).toList();
    if (!idle.isEmpty() && scene.fate().chance(800)) return Optional.of(scene.fate().pick(idle));
    try {
      return Optional.of(scene.newProcess());
    } catch (Crash | JournalUnavailableException died) {
      return Optional.empty();
    }
  }

  void resume(SimProcess process, boolean force) {
    launch(process, () -> process.drivers().resume(scene.run(), force, () -> {}));
  }

  /** Has a process drive until it stands still for the first time, or lets go. */
  void launch(SimProcess process, Supplier<Optional<Left>> drive) {
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
    if (how == Left.FENCED) scene.letters().disturb();
    var state = scene.audit().state();
    if (how != Left.PARKED || state == null || !process.drivesStill()) return;
    if (state.over() || state.status() == Status.RUNNING) {
      throw scene.fail(Invariant.NAMED_WAIT, "parked: " + state.status() + " " + state.pending());
    }
  }

  void goOn(Fibre fibre) {
    scene.walk(fibre);
    if (!fibre.done()) return;
    fibres.remove(fibre);
    switch (fibre.thrown()) {
      case null -> {}
      case Crash _, JournalUnavailableException _ -> scene.letters().disturb();
      case SimulationFailure found -> throw found;
      case Throwable surprise -> {
        var at = surprise.getStackTrace().length == 0 ? "" : " at " + surprise.getStackTrace()[0];
        throw scene.fail(Invariant.NO_SURPRISE, surprise + at);
      }
    }
  }

  /** Those that stand still in the midst of a drive. */
  List<Fibre> standing() {
    return List.copyOf(fibres);
  }

  /** Whoever was told that there is something new drives, as the host of a process does. */
  void wakeWhoeverIsWanted() {
    for (var process : List.copyOf(scene.processes())) {
      if (drives(process) || process.dead() || !process.takeAgain()) continue;
      resume(process, false);
    }
  }

  private boolean drives(SimProcess process) {
    return fibres.stream().anyMatch(fibre -> fibre.process() == process);
  }

  /** Lets the dead find out that they are. */
  void unwindTheDead() {
    for (var fibre : standing()) {
      if (fibre.process().dead()) goOn(fibre);
    }
  }

  void everybodyGoesOn() {
    while (!fibres.isEmpty()) goOn(fibres.getFirst());
  }

  /** If nobody died and everybody has let go, no letter may be left lying. */
  void checkInbox() {
    var isEmpty = scene.audit().journal().inbox(scene.run()).isEmpty();
    if (scene.letters().disturbed()) {
      if (fibres.isEmpty() && isEmpty) scene.letters().settled();
      return;
    }
    wakeWhoeverIsWanted();
    if (!fibres.isEmpty() || scene.letters().disturbed() || scene.audit().state() == null) return;
    if (!scene.audit().journal().inbox(scene.run()).isEmpty()) {
      throw scene.fail(Invariant.NO_LETTER_FORGOTTEN, "nobody drives, and the inbox is not empty");
    }
  }

  /** Ends every thread; nothing is checked any more. */
  void leaveNobodyStanding() {
    for (var fibre : fibres) {
      fibre.process().lost();
      while (!fibre.done()) fibre.go();
    }
  }
}
