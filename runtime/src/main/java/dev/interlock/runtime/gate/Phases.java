package dev.interlock.runtime.gate;

import dev.interlock.kernel.charter.Rules.Phase;
import dev.interlock.kernel.run.Command.AskModel;
import dev.interlock.kernel.run.Event.PhaseEntered;
import dev.interlock.kernel.run.Pending;
import dev.interlock.kernel.run.RunState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Establishes when one phase of a run gives way to the next. One per charter; immutable. */
final class Phases {
  private final List<Phase> phases;
  private final Map<Integer, Expression> until;

  /**
   * @param until the compiled end of each phase that states one; by its place
   */
  Phases(List<Phase> phases, Map<Integer, Expression> until) {
    this.phases = List.copyOf(phases);
    this.until = new HashMap<>(until);
  }

  /** Returns the phase that begins before the model is asked; empty if the run stays in its own. */
  Optional<PhaseEntered> next(RunState state, Pending pending) {
    var index = state.course().phase().index();
    if (index >= phases.size() || !isFresh(pending)) return Optional.empty();
    return ended(state, index)
        .map(reason -> {
          var next = index + 1;
          var name = next < phases.size() ? phases.get(next).name() : "answer";
          return new PhaseEntered(next, name, reason);
        });
  }

  private static boolean isFresh(Pending pending) {
    return pending.command() instanceof AskModel && !pending.past().begun();
  }

  /** An end that cannot be evaluated does not come: the phase's steps or the run's stop it. */
  private Optional<String> ended(RunState state, int index) {
    var phase = phases.get(index);
    var end = until.get(index);
    if (end == null) {
      return state.phaseIsUsedUp()
          ? Optional.of("the " + phase.steps() + " steps of '" + phase.name() + "' are used")
          : Optional.empty();
    }
    var outcome = end.test(Map.of(), state.history()::called);
    return switch (outcome.truth()) {
      case TRUE -> Optional.of("'" + phase.name() + "' is done: " + phase.until());
      case FALSE, ERROR -> Optional.empty();
    };
  }
}
