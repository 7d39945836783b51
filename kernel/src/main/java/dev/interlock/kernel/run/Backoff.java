package dev.interlock.kernel.run;

import java.time.Duration;

/**
 * How long to wait before another attempt: doubled each time, at most 30 s, spread over half its
 * length by the command's id, so that many runs that failed together do not come back together and
 * a replay waits the same.
 */
final class Backoff {
  private static final Duration MAX = Duration.ofSeconds(30);

  private Backoff() {}

  /**
   * @param failures how many attempts failed in a row; 1 or more
   */
  static Duration before(int failures, Duration base, CommandId command) {
    var doubled = base.multipliedBy(1L << Math.min(failures - 1, 20));
    var whole = doubled.compareTo(MAX) > 0 ? MAX : doubled;
    var spread = Math.floorMod((command.toString() + failures).hashCode(), 1000);
    return micros(whole.dividedBy(2).plus(whole.multipliedBy(spread).dividedBy(2000)));
  }

  /** Returns the wait in whole microseconds, as entries are dated: a finer one is never over. */
  static Duration micros(Duration wait) {
    return wait.minusNanos(wait.toNanosPart() % 1000);
  }
}
