package dev.interlock.testkit.campaign;

import dev.interlock.testkit.sim.SimulationFailure;
import java.util.Objects;

/**
 * Why a campaign stopped.
 *
 * @param seed of the world
 * @param what in one line
 * @param story everything that there is to tell, the smallest world first
 */
record Violation(long seed, String what, String story) {

  static Violation of(long seed, Throwable thrown) {
    return thrown instanceof SimulationFailure found
        ? new Violation(
            seed,
            found.invariant() + " (" + found.invariant().sentence() + "): " + found.detail(),
            Objects.requireNonNull(found.getMessage()))
        : new Violation(seed, "the simulator itself failed: " + thrown, StackTraces.of(thrown));
  }
}
