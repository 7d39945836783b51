package dev.interlock.runtime.loop;

import dev.interlock.kernel.run.Mandate;

/** Makes what a driver needs of a charter. Thread-safe. */
@FunctionalInterface
public interface KitMaker {

  /** Returns hands and eyes: model and tools are opened for it. */
  Kit kit(Mandate mandate);

  /** Returns the eyes alone: nothing need be opened to check what a person says. */
  default FactSource facts(Mandate mandate) {
    return kit(mandate).facts();
  }
}
