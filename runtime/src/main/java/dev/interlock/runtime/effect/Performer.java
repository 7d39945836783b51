package dev.interlock.runtime.effect;

import dev.interlock.kernel.gate.Permit;

/** Carries out one permitted attempt. The only door to the world. */
@FunctionalInterface
public interface Performer {

  /**
   * Does what the permit allows and says what came of it. Refuses to begin after the permit's
   * {@code beginBy}. A foreseen failure is an outcome, not an exception.
   */
  Outcome perform(Permit permit, EffectContext context);
}
