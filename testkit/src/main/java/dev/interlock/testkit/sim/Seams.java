package dev.interlock.testkit.sim;

import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.gate.GatePipeline;
import dev.interlock.kernel.gate.Permit;
import dev.interlock.runtime.effect.Performer;
import dev.interlock.runtime.journal.Store;
import dev.interlock.runtime.loop.FactSource;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where a test can put a broken part in the place of a sound one, to see it caught. Everything is
 * left as it is unless overridden.
 */
public interface Seams {

  /** Nothing is broken. */
  Seams SOUND = new Seams() {};

  /** The store of one process. */
  default Store store(Store sound) {
    return sound;
  }

  default Performer performer(Performer sound) {
    return sound;
  }

  /** The clock by which a performer looks whether a permit has run out. */
  default InstantSource beginClock(InstantSource sound) {
    return sound;
  }

  /** The last look at the switches before a deed begins. */
  default Function<Permit, Optional<String>> objection(Function<Permit, Optional<String>> sound) {
    return sound;
  }

  /** What establishes facts. */
  default FactSource facts(FactSource sound) {
    return sound;
  }

  /** As whose the calls of another run are counted. */
  default String tenantOf(String tenant, RunId run) {
    return tenant;
  }

  /** Whether tools that say that they have undone something have. */
  default boolean undoes() {
    return true;
  }

  default GatePipeline gates() {
    return GatePipeline.standard();
  }
}
