package dev.interlock.runtime.effect;

import dev.interlock.kernel.charter.Flow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Counts the calls of one tool that are under way, and those that have begun of late, for all runs
 * of the process. Nobody waits in here: a call that may not begin is told when to come again, and
 * its run is parked. Thread-safe.
 */
final class Throttle {
  /** How long a call is likely to be under way: when to come again if too many are. */
  private static final Duration COME_AGAIN = Duration.ofMillis(500);

  private int underWay;

  /** When those calls began that count against the rate; the oldest first. */
  private final Deque<Instant> begun = new ArrayDeque<>();

  /** Begins a call, unless there are too many; returns when to come again if so. */
  synchronized Optional<Duration> begin(Flow flow, Instant now) {
    var concurrentMax = flow.concurrentMax();
    if (concurrentMax != null && underWay >= concurrentMax) return Optional.of(COME_AGAIN);
    var rate = flow.rate();
    if (rate != null) {
      forget(now.minus(rate.per()));
      var oldest = begun.peekFirst();
      if (oldest != null && begun.size() >= rate.calls()) {
        return Optional.of(Duration.between(now, oldest.plus(rate.per())));
      }
      begun.addLast(now);
    }
    underWay++;
    return Optional.empty();
  }

  /** Ends a call that has begun. */
  synchronized void end() {
    underWay--;
  }

  /** A clock that goes back forgets later, never earlier. */
  private void forget(Instant until) {
    for (var oldest = begun.peekFirst();
        oldest != null && !oldest.isAfter(until);
        oldest = begun.peekFirst()) {
      var _ = begun.removeFirst();
    }
  }
}
