package dev.interlock.testkit.sim;

import dev.interlock.kernel.charter.Flow;
import dev.interlock.kernel.charter.ToolContract;
import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.runtime.effect.ToolSource.Answer;
import dev.interlock.runtime.effect.ToolSource.Failed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one process has asked of its tools and seen of outages, and so when it may call again, for
 * whom.
 */
final class CallPace {
  private static final int IN_A_ROW_MAX = 5;
  private static final Duration REST = Duration.ofSeconds(30);
  private static final Set<ToolFault> OUTAGES =
      EnumSet.of(ToolFault.TIMEOUT, ToolFault.NETWORK, ToolFault.UNAVAILABLE, ToolFault.RATE_LIMIT);

  private final Scene scene;
  private final InstantSource clock;
  private final Map<String, Integer> inARow = new HashMap<>();
  private final Map<String, Instant> restsUntil = new HashMap<>();
  private final Map<String, List<Instant>> begun = new HashMap<>();
  private final Map<String, Integer> underWay = new HashMap<>();

  CallPace(Scene scene, InstantSource clock) {
    this.scene = scene;
    this.clock = clock;
  }

  /** A call begins, of a run of that tenant. */
  void called(ToolContract tool, String tenant) {
    var now = clock.instant();
    var until = restsUntil.get(tool.name());
    if (until != null && now.isBefore(until)) {
      throw scene.fail(Invariant.LEFT_ALONE, tool.name() + " before " + until);
    }
    var flow = tool.limits().flowOrFree();
    begins(tool.name(), flow.all(), now);
    begins(tool.name() + " for tenant " + tenant, flow.ofTenant(), now);
  }

  private void begins(String what, Flow.Caps caps, Instant now) {
    var concurrentMax = caps.concurrentMax();
    var together = underWay.merge(what, 1, Integer::sum);
    if (concurrentMax != null && together > concurrentMax) {
      throw scene.fail(Invariant.RATE, what + ": " + together + " at once, allowed: " + caps);
    }
    var rate = caps.rate();
    if (rate == null) return;
    var all = begun.computeIfAbsent(what, _ -> new ArrayList<>());
    all.removeIf(one -> !one.isAfter(now.minus(rate.per())));
    all.add(now);
    if (all.size() > rate.calls()) {
      throw scene.fail(Invariant.RATE, what + " began at " + all + ", allowed: " + rate);
    }
  }

  /** A call ends, of a run of that tenant. */
  void answered(String tool, String tenant, Answer answer) {
    underWay.merge(tool, -1, Integer::sum);
    underWay.merge(tool + " for tenant " + tenant, -1, Integer::sum);
    if (!(answer instanceof Failed(var fault, _, var retryAfter)) || !OUTAGES.contains(fault)) {
      inARow.remove(tool);
      restsUntil.remove(tool);
      return;
    }
    var now = clock.instant();
    if (inARow.merge(tool, 1, Integer::sum) >= IN_A_ROW_MAX && retryAfter == null) {
      rest(tool, now.plus(REST));
    }
    if (retryAfter != null) rest(tool, now.plus(retryAfter));
  }

  /** Who asked for the longest rest gets it. */
  private void rest(String tool, Instant until) {
    restsUntil.merge(tool, until, (one, other) -> one.isAfter(other) ? one : other);
  }
}
