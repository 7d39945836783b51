package dev.interlock.testkit.sim;

import dev.interlock.kernel.run.Command;
import dev.interlock.kernel.run.Command.AskModel;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.Entry;
import dev.interlock.kernel.run.Event;
import dev.interlock.kernel.run.Pending;
import dev.interlock.kernel.run.RunState;
import org.jspecify.annotations.Nullable;

/** Follows by itself which phase the run is in and which models have failed in the turn. */
final class ModelCheck {
  private final Scene scene;
  private int phase;
  private int phaseTurns;
  private int turn;
  private int failedRank = -1;

  ModelCheck(Scene scene) {
    this.scene = scene;
  }

  void take(RunState before, Entry entry) {
    switch (entry.event()) {
      case Event.PhaseEntered entered -> {
        scene.coverage().count("phase entered");
        phase = entered.phase();
        phaseTurns = 0;
      }
      case Event.ModelFailed failed when command(before, failed) instanceof AskModel ask ->
          failedRank = ask.rank();
      case Event.TurnsSummarised _ -> scene.coverage().count("turns summarised");
      default -> {}
    }
  }

  void permitted(Pending pending) {
    switch (pending.command()) {
      case AskModel ask -> asked(ask);
      // The runtime's own calls belong to no phase; other checks watch them.
      case InvokeTool call
          when call.looks() == null
              && !call.tool().equals(Contracts.FUNCTION)
              && !isOffered(call.tool()) ->
          throw scene.fail(Invariant.IN_PHASE, call.tool() + " in phase " + phase);
      default -> {}
    }
  }

  private void asked(AskModel ask) {
    if (ask.turn() != turn) {
      turn = ask.turn();
      failedRank = -1;
      phaseTurns++;
      requireShortPhase();
    }
    if (ask.rank() > 0) scene.coverage().count("asked behind");
    if (ask.rank() > 0 && failedRank < ask.rank() - 1) {
      throw scene.fail(Invariant.IN_TURN, ask + " after " + failedRank);
    }
  }

  private void requireShortPhase() {
    var phases = scene.charter().rules().phases();
    if (phase >= phases.size()) return;
    var steps = phases.get(phase).steps();
    if (steps != null && phaseTurns > steps) {
      throw scene.fail(Invariant.IN_PHASE, phaseTurns + " turns in " + phases.get(phase));
    }
  }

  private boolean isOffered(String tool) {
    var phases = scene.charter().rules().phases();
    if (phases.isEmpty()) return true;
    return phase < phases.size() && phases.get(phase).tools().contains(tool);
  }

  private static @Nullable Command command(RunState before, Event.ModelFailed failed) {
    var pending = before.pending().get(failed.command());
    return pending == null ? null : pending.command();
  }
}
