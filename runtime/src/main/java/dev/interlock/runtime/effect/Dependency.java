package dev.interlock.runtime.effect;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a process knows of one model or tool that its runs call, since it was first called.
 *
 * @param kind which of the two it is
 * @param name of the model as it is asked, or of the tool; tools of one name in two places are two
 * @param circuit whether it may be called
 * @param leftAloneUntil before when nobody calls it; null if its circuit is closed
 * @param changes how often that changed
 * @param throttled how many calls were held back because there were too many; 0 for a model
 */
public record Dependency(
    Kind kind,
    String name,
    Phase circuit,
    @Nullable Instant leftAloneUntil,
    Changes changes,
    long throttled) {

  /** What is called. */
  public enum Kind {
    MODEL,
    TOOL
  }

  /** Whether it may be called. */
  public enum Phase {
    /** It may. */
    CLOSED,
    /** It may not, until its rest is over. */
    OPEN,
    /** One call finds out whether it works again; the others wait. */
    HALF_OPEN
  }

  /**
   * How often a circuit changed.
   *
   * @param opened after outages, also when it was half open
   * @param halfOpened one call was let through to find out
   * @param closed it worked again
   * @param refused how many calls were not made because it was open
   */
  public record Changes(long opened, long halfOpened, long closed, long refused) {}

  /**
   * The retries of all runs of a process.
   *
   * @param left how many may be made now
   * @param made how many were made
   * @param refused how many were not made because none was left
   */
  public record Retries(int left, long made, long refused) {}
}
