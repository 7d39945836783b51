package dev.interlock.runtime.loop;

import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.run.Entry;
import dev.interlock.kernel.run.RunState;
import java.util.List;

/** Is shown what has become durable, for progress on a screen. Must be quick; must not throw. */
@FunctionalInterface
public interface Watcher {

  Watcher NONE = (_, _) -> {};

  /**
   * Called after each commit, on the driver's thread.
   *
   * @param state what holds after the entries
   * @param entries in order
   */
  void committed(RunState state, List<Entry> entries);

  /** Whether it wants to hear answers while they are being given. */
  default boolean listens() {
    return false;
  }

  /**
   * Called with pieces of an answer's text as they arrive, before any gate has seen it, on the
   * thread that asks the model; must not hold it up. An answer of which pieces were heard may still
   * fail or be refused.
   */
  default void provisional(RunId run, String words) {}
}
