package dev.interlock.runtime.effect;

import dev.interlock.kernel.charter.Flow;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Counts the calls of one tool that are under way, and those that have begun of late, for all runs
 * of the process and for those of each tenant. Nobody waits in here: a call that may not begin is
 * told when to come again, and its run is parked. Thread-safe.
 */
final class Throttle {
  private static final int TENANTS_SWEPT_AT = 64;

  private final Traffic all = new Traffic();
  private final Map<String, Traffic> tenants = new HashMap<>();
  private int sweepAt = TENANTS_SWEPT_AT;
  private long throttled;

  /**
   * Begins a call, unless there are too many; returns when to come again if so. A call that its
   * tenant may not begin takes nothing from the others.
   */
  synchronized Optional<Duration> begin(Flow flow, String tenant, Instant now) {
    var own = tenants.computeIfAbsent(tenant, _ -> new Traffic());
    var wait = longer(all.wait(flow.all(), now), own.wait(flow.ofTenant(), now));
    if (wait.isPresent()) {
      throttled++;
      return wait;
    }
    all.begin(flow.all(), now);
    own.begin(flow.ofTenant(), now);
    sweep(now);
    return Optional.empty();
  }

  /** Returns how many calls were not begun. */
  synchronized long throttled() {
    return throttled;
  }

  /** Ends a call that has begun. */
  synchronized void end(String tenant) {
    all.end();
    var own = tenants.get(tenant);
    if (own == null) throw new IllegalStateException("no call of " + tenant + " is under way");
    own.end();
  }

  private static Optional<Duration> longer(Optional<Duration> one, Optional<Duration> other) {
    if (one.isEmpty()) return other;
    return other.filter(wait -> wait.compareTo(one.get()) > 0).or(() -> one);
  }

  /** Tenants that nothing is known of leave nothing behind. */
  private void sweep(Instant now) {
    if (tenants.size() < sweepAt) return;
    tenants.values().removeIf(traffic -> traffic.isIdle(now));
    sweepAt = Math.max(TENANTS_SWEPT_AT, 2 * tenants.size());
  }
}
