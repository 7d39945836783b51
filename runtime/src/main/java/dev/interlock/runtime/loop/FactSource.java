package dev.interlock.runtime.loop;

import dev.interlock.kernel.run.Effects.Effect;
import dev.interlock.kernel.run.Event;
import dev.interlock.kernel.run.Event.CompensationImpossible;
import dev.interlock.kernel.run.Event.CompensationPrepared;
import dev.interlock.kernel.run.Event.FallbackTaken;
import dev.interlock.kernel.run.Event.LookImpossible;
import dev.interlock.kernel.run.Event.LookPrepared;
import dev.interlock.kernel.run.Event.PhaseEntered;
import dev.interlock.kernel.run.Facts;
import dev.interlock.kernel.run.Pending;
import dev.interlock.kernel.run.RunState;
import dev.interlock.kernel.run.RunState.Unread;
import dev.interlock.kernel.value.Value;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Establishes what gates may know beyond the state. */
@FunctionalInterface
public interface FactSource {

  /**
   * Returns the facts about one command that waits for the gates.
   *
   * @param at the time of the entry that will hold the ruling
   * @param standing rights and switches as of now
   */
  Facts establish(RunState state, Pending pending, Instant at, Facts.Standing standing);

  /**
   * Returns the phase that begins before a command is judged; empty if the run stays in its own.
   */
  default Optional<PhaseEntered> nextPhase(RunState state, Pending pending) {
    return Optional.empty();
  }

  /**
   * Works out what an effect is taken back with.
   *
   * @param effect one that happened, and whose contract says how it is taken back
   * @return a {@link CompensationPrepared}, or a {@link CompensationImpossible} that says why not
   */
  default Event compensation(RunState state, Effect effect) {
    return new CompensationImpossible(effect.id(), "nothing here can work out its arguments");
  }

  /**
   * Works out what is read before a command is judged.
   *
   * @return a {@link LookPrepared}, or a {@link LookImpossible} that says why not
   */
  default Event look(RunState state, Unread unread) {
    return new LookImpossible(
        unread.owner().command().id(),
        unread.look().name(),
        "nothing here can work out its arguments");
  }

  /** Returns what the fallback function of the charter is given; see {@code fallback-function}. */
  default FallbackTaken fallback(RunState state) {
    var function = state.mandate().charter().rules().fallbackFunction();
    return new FallbackTaken(
        function == null ? "" : function.tool(), null, "nobody can say what it is given");
  }

  /** Returns the facts about an answer that a person gives; none count if nobody can find any. */
  default Facts review(RunState state, Value result, Instant at) {
    return new Facts(at, Facts.Standing.NONE, List.of(), List.of(), null, "");
  }
}
