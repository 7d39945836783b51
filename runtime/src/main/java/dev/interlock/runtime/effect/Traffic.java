package dev.interlock.runtime.effect;

import dev.interlock.kernel.charter.Flow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The calls of one tool that are under way, and those that have begun of late. Not thread-safe. */
final class Traffic {
  /** How long a call is likely to be under way: when to come again if too many are. */
  private static final Duration COME_AGAIN = Duration.ofMillis(500);

  private int underWay;

  /** When those calls cease to count against the rate that began under one; the soonest first. */
  private final Deque<Instant> countUntil = new ArrayDeque<>();

  /** Returns how long no call may begin; empty if one may begin now. */
  Optional<Duration> wait(Flow.Caps caps, Instant now) {
    var concurrentMax = caps.concurrentMax();
    if (concurrentMax != null && underWay >= concurrentMax) return Optional.of(COME_AGAIN);
    var rate = caps.rate();
    if (rate == null) return Optional.empty();
    forget(now);
    var soonest = countUntil.peekFirst();
    return soonest != null && countUntil.size() >= rate.calls()
        ? Optional.of(Duration.between(now, soonest))
        : Optional.empty();
  }

  void begin(Flow.Caps caps, Instant now) {
    underWay++;
    var rate = caps.rate();
    if (rate != null) countUntil.addLast(now.plus(rate.per()));
  }

  void end() {
    underWay--;
  }

  /** Whether it is as if no call had ever been made. */
  boolean isIdle(Instant now) {
    forget(now);
    return underWay == 0 && countUntil.isEmpty();
  }

  /** A clock that goes back forgets later, never earlier. */
  private void forget(Instant now) {
    for (var soonest = countUntil.peekFirst();
        soonest != null && !soonest.isAfter(now);
        soonest = countUntil.peekFirst()) {
      var _ = countUntil.removeFirst();
    }
  }
}
