package dev.interlock.runtime.loop;

import dev.interlock.kernel.run.Event.PhaseEntered;
import dev.interlock.kernel.run.Facts;
import dev.interlock.kernel.run.Pending;
import dev.interlock.kernel.run.RunState;
import java.time.Instant;
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
}
