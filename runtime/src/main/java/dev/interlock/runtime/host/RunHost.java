package dev.interlock.runtime.host;

import dev.interlock.kernel.charter.RunId;
import java.time.Instant;

/** Sees to it that runs are driven. Thread-safe. */
public interface RunHost {

  /** Has the run driven now, unless somebody drives it; then they will see what is new. */
  void wake(RunId run);

  /** Has the run driven at about that time. */
  void wakeAt(RunId run, Instant when);
}
