package dev.interlock.testkit.sim;

import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.runtime.effect.ToolSource.Answer;
import dev.interlock.runtime.effect.ToolSource.Failed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What one process has seen of outages, and when it may call each tool again. */
final class Outages {
  private static final int IN_A_ROW_MAX = 5;
  private static final Duration REST = Duration.ofSeconds(30);
  private static final Set<ToolFault> OUTAGES =
      EnumSet.of(ToolFault.TIMEOUT, ToolFault.NETWORK, ToolFault.UNAVAILABLE, ToolFault.RATE_LIMIT);

  private final Scene scene;
  private final InstantSource clock;
  private final Map<String, Integer> inARow = new HashMap<>();
  private final Map<String, Instant> restsUntil = new HashMap<>();

  Outages(Scene scene, InstantSource clock) {
    this.scene = scene;
    this.clock = clock;
  }

  void called(String tool) {
    var until = restsUntil.get(tool);
    if (until == null) return;
    if (clock.instant().isBefore(until)) {
      throw scene.fail(Invariant.LEFT_ALONE, tool + " before " + until);
    }
    scene.coverage().count("called after an outage");
  }

  void answered(String tool, Answer answer) {
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
