package dev.interlock.runtime.effect;

import dev.interlock.kernel.charter.Flow;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Leaves one model or tool alone that fails. It opens when so many calls in a row failed, for as
 * long as its terms say, or when the other side says how long it wants to be left alone, for that
 * long and at most five minutes. Then one call is let through to find out. Thread-safe.
 */
final class Circuit {
  static final Duration REST_MAX = Duration.ofMinutes(5);

  private int failures;
  private @Nullable Instant opensAt;

  /** Returns how long no call may begin; empty if one may begin now. */
  synchronized Optional<Duration> rest(Flow.Circuit terms, Instant now) {
    var until = opensAt;
    if (until == null) return Optional.empty();
    if (!now.isBefore(until)) {
      // This call finds out; the others wait for what it learns.
      opensAt = now.plus(terms.rest());
      return Optional.empty();
    }
    return Optional.of(Duration.between(now, until));
  }

  synchronized boolean isOpen() {
    return opensAt != null;
  }

  synchronized void worked() {
    failures = 0;
    opensAt = null;
  }

  /**
   * Takes note of an outage.
   *
   * @param retryAfter how long the other side asked to be left alone; null if it did not say
   */
  synchronized void failed(Flow.Circuit terms, @Nullable Duration retryAfter, Instant now) {
    failures++;
    if (retryAfter != null) open(retryAfter, now);
    else if (failures >= terms.failures()) open(terms.rest(), now);
  }

  private void open(Duration asked, Instant now) {
    var until = now.plus(asked.compareTo(REST_MAX) < 0 ? asked : REST_MAX);
    if (opensAt == null || opensAt.isBefore(until)) opensAt = until;
  }
}
