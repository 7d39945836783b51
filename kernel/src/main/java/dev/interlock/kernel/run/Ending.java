package dev.interlock.kernel.run;

import dev.interlock.kernel.failure.Leaf;
import dev.interlock.kernel.value.Value;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** How a run ends. */
public sealed interface Ending {

  Status status();

  /**
   * Every declared check passed.
   *
   * @param output the answer proper
   * @param evidence the claims, each of which was checked
   * @param confidence as stated; null if none was asked for
   * @param author who gave the answer; null if the model did
   */
  record Completed(
      Value output, Value evidence, @Nullable BigDecimal confidence, @Nullable Author author)
      implements Ending {

    /** An answer of the model. */
    public Completed(Value output, Value evidence, @Nullable BigDecimal confidence) {
      this(output, evidence, confidence, null);
    }

    @Override
    public Status status() {
      return Status.COMPLETED;
    }
  }

  /** A limit, a loop or a kill switch. */
  record Stopped(Leaf leaf, String reason) implements Ending {
    @Override
    public Status status() {
      return Status.STOPPED;
    }
  }

  /**
   * Somebody wanted it to end.
   *
   * @param by whoever did
   */
  record Cancelled(String by) implements Ending {
    @Override
    public Status status() {
      return Status.CANCELLED;
    }
  }

  /** The model or the surroundings failed for good. */
  record Failed(Leaf leaf, String reason) implements Ending {
    @Override
    public Status status() {
      return Status.FAILED;
    }
  }

  /**
   * Every effect that it had was taken back.
   *
   * @param by a person, or the policy
   * @param undone how many effects
   * @param leaf the failure for which it was; null if there was none
   */
  record RolledBack(String by, int undone, @Nullable Leaf leaf, String reason) implements Ending {
    @Override
    public Status status() {
      return Status.ROLLED_BACK;
    }
  }

  /**
   * A person takes over.
   *
   * @param to the role that does; empty if nobody was named
   */
  record Escalated(String to, Leaf leaf, String reason) implements Ending {
    @Override
    public Status status() {
      return Status.ESCALATED;
    }
  }
}
