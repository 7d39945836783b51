package dev.interlock.runtime.agent;

import dev.interlock.kernel.charter.EffectClass;
import java.time.Duration;
import java.util.Optional;

/**
 * Reads how long the attempts at one call may take together. If the file does not say: each attempt
 * its whole timeout, and before each the longest time that a tool is left alone; a call with a key
 * as long as its tool remembers that, if this is longer.
 */
final class CallTime {
  private static final Duration REST_MAX = Duration.ofMinutes(5);

  private final Section tool;
  private final String name;

  CallTime(Section tool, String name) {
    this.tool = tool;
    this.name = name;
  }

  Duration read(Duration timeout, int attempts, Optional<EffectClass> effect) {
    var stated = tool.get("timeout-total", Shapes.DURATION);
    if (stated.isEmpty()) return assumed(timeout, attempts, effect);
    if (stated.get().compareTo(timeout) >= 0) return stated.get();
    tool.error(
        "timeout-total",
        tool.pathOf("timeout-total") + " is shorter than one attempt",
        "timeout is " + shown(timeout));
    return timeout;
  }

  private Duration assumed(Duration timeout, int attempts, Optional<EffectClass> effect) {
    var tried = timeout.plus(REST_MAX).multipliedBy(attempts);
    var remembered =
        effect.orElse(EffectClass.Read.READ) instanceof EffectClass.Keyed(_, var validFor)
            ? validFor
            : Duration.ZERO;
    var whole = tried.compareTo(remembered) < 0 ? remembered : tried;
    if (!tool.has("timeout-total")) {
      var reason =
          whole.equals(remembered)
              ? "as long as its key is valid"
              : "attempts x (timeout + " + shown(REST_MAX) + " that a tool may be left alone)";
      var text = name + " has no timeout-total: " + shown(whole) + " is used";
      tool.notes().info(tool.start(), text, reason);
    }
    return whole;
  }

  /** As one would write it in the file, if it were in whole seconds. */
  static String shown(Duration time) {
    if (time.toMillisPart() > 0) return time.toMillis() + "ms";
    if (time.toSecondsPart() > 0) return time.toSeconds() + "s";
    return time.toMinutesPart() > 0 ? time.toMinutes() + "m" : time.toHours() + "h";
  }
}
