package dev.interlock.kernel.gate;

import dev.interlock.kernel.run.Denial;
import java.util.List;

/** What a gate says of a command. A verdict is data, not an exception: being denied is normal. */
public sealed interface Verdict {

  /** This gate has no objection. */
  record Allow() implements Verdict {
    public static final Allow ALLOW = new Allow();
  }

  /**
   * There is no need: the result of an earlier entry serves.
   *
   * @param entry where it stands
   */
  record Reuse(long entry) implements Verdict {}

  /** Record it, do not perform it. */
  record Withhold() implements Verdict {}

  /**
   * A person must decide.
   *
   * @param questions all that this gate wants to be asked; not empty
   */
  record Hold(List<dev.interlock.kernel.run.Hold> questions) implements Verdict {
    public Hold {
      questions = List.copyOf(questions);
    }

    /** One question. */
    Hold(dev.interlock.kernel.run.Hold question) {
      this(List.of(question));
    }
  }

  /**
   * Not now: the run stands still until somebody lets it go on.
   *
   * @param by what stopped it
   */
  record Pause(String by, String reason) implements Verdict {}

  /** No. */
  record Deny(Denial denial) implements Verdict {}
}
