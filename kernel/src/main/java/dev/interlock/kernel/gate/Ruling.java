package dev.interlock.kernel.gate;

import dev.interlock.kernel.run.Denial;
import dev.interlock.kernel.run.Hold;
import java.util.List;

/** The pipeline's last word on one command. */
public sealed interface Ruling {

  record Permitted(Permit permit) implements Ruling {}

  record Reused(long entry) implements Ruling {}

  record Withheld() implements Ruling {}

  /** Every question that is open. */
  record Held(List<Hold> holds) implements Ruling {
    public Held {
      holds = List.copyOf(holds);
    }
  }

  record Paused(String by, String reason) implements Ruling {}

  record Denied(Denial denial) implements Ruling {}
}
