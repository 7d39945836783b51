package dev.interlock.runtime.loop;

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
}
