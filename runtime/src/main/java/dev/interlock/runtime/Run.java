package dev.interlock.runtime;

import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.run.RunState;
import java.time.Duration;

/** A handle on one run. Thread-safe; holding it holds nothing. */
public interface Run {

  RunId id();

  /** Returns how the run stands, as its journal says now. */
  RunState state();

  /**
   * Waits until the run has ended, or waits for a person, is paused, or is driven by nobody for
   * longer than {@code atMost}; at the most that long.
   *
   * @throws UserError if the run cannot be driven here, as when a tool has changed; nothing was
   *     done
   */
  RunResult await(Duration atMost);

  /** Has the run stop at the next safe point until it is resumed. Returns when it has. */
  void park(String by, String reason);
}
