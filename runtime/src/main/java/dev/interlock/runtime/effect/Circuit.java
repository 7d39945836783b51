package dev.interlock.runtime.effect;

import dev.interlock.kernel.charter.Flow;
import dev.interlock.runtime.effect.Dependency.Phase;
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
  private boolean findsOut;
  private long opened;
  private long halfOpened;
  private long closed;
  private long refused;

  /** Returns how long no call may begin; empty if one may begin now. */
  synchronized Optional<Duration> rest(Flow.Circuit terms, Instant now) {
    var until = opensAt;
    if (until == null) return Optional.empty();
    if (!now.isBefore(until)) {
      // This call finds out; the others wait for what it learns.
      opensAt = now.plus(terms.rest());
      findsOut = true;
      halfOpened++;
      return Optional.empty();
    }
    refused++;
    return Optional.of(Duration.between(now, until));
  }

  /** Returns what is known of the other side, of which so many calls were throttled. */
  synchronized Dependency seen(Dependency.Kind kind, String name, long throttled) {
    var phase = opensAt == null ? Phase.CLOSED : findsOut ? Phase.HALF_OPEN : Phase.OPEN;
    var changes = new Dependency.Changes(opened, halfOpened, closed, refused);
    return new Dependency(kind, name, phase, opensAt, changes, throttled);
  }

  synchronized boolean isOpen() {
    return opensAt != null;
  }

  synchronized void worked() {
    failures = 0;
    if (opensAt != null) closed++;
    opensAt = null;
    findsOut = false;
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
    if (opensAt == null || findsOut) opened++;
    findsOut = false;
    var until = now.plus(asked.compareTo(REST_MAX) < 0 ? asked : REST_MAX);
    if (opensAt == null || opensAt.isBefore(until)) opensAt = until;
  }
}
