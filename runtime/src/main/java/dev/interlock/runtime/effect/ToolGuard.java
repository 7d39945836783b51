package dev.interlock.runtime.effect;

import dev.interlock.kernel.charter.Flow;
import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.runtime.effect.ToolSource.Answer;
import dev.interlock.runtime.effect.ToolSource.Call;
import dev.interlock.runtime.effect.ToolSource.Failed;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Calls a tool unless that is more than it may be asked, or would only make an outage worse: its
 * circuit is open, or the retries of all runs are used up. Thread-safe.
 *
 * <p>Only what the tool's side could not do counts as an outage; that it refused a call, or
 * answered that it failed, says nothing about the next one.
 */
final class ToolGuard {
  private final Dependencies dependencies;
  private final InstantSource clock;

  ToolGuard(Dependencies dependencies, InstantSource clock) {
    this.dependencies = dependencies;
    this.clock = clock;
  }

  /**
   * Who calls, and how often before.
   *
   * @param tenant of the run's principal
   * @param again whether this call was made before, and not cut short by the end of the process:
   *     then it takes from the budget of retries
   */
  record Caller(String tenant, boolean again) {}

  Answer call(ToolSource source, Call call, Flow flow, Caller caller) {
    var gauge = dependencies.tool(source, call.tool());
    var throttled = gauge.throttle().begin(flow, caller.tenant(), clock.instant());
    if (throttled.isPresent()) {
      var why = "too many calls of " + call.tool() + " at once; it was not called";
      return new Failed(ToolFault.THROTTLED, why, throttled.get());
    }
    try {
      var refusal = refusal(gauge.circuit(), flow.circuitOrDefault(), call, caller);
      return refusal.isPresent()
          ? refusal.get()
          : begun(source, call, gauge.circuit(), flow.circuitOrDefault());
    } finally {
      gauge.throttle().end(caller.tenant());
    }
  }

  private Answer begun(ToolSource source, Call call, Circuit circuit, Flow.Circuit terms) {
    var answer = source.call(call);
    learn(circuit, terms, answer);
    return answer;
  }

  private Optional<Answer> refusal(Circuit circuit, Flow.Circuit terms, Call call, Caller caller) {
    var now = clock.instant();
    var rest = circuit.rest(terms, now);
    if (rest.isPresent()) {
      var why = call.tool() + " failed too often of late and was not called";
      var again = rest.get().plus(spread(terms.rest(), call.context().key()));
      return Optional.of(new Failed(ToolFault.CIRCUIT_OPEN, why, again));
    }
    var retries = dependencies.retries();
    if (!caller.again()) {
      retries.earn();
    } else if (!circuit.isOpen() && !retries.take(now)) { // who finds out goes through an open one
      var why = "the retries of all runs are used up; " + call.tool() + " was not called again";
      return Optional.of(new Failed(ToolFault.RETRY_BUDGET, why, null));
    }
    return Optional.empty();
  }

  /**
   * Up to a fifth of the rest, by the call's key: those that wait do not come back together, so
   * that one finds out before the others come.
   */
  private static Duration spread(Duration rest, String key) {
    return rest.multipliedBy(Math.floorMod(key.hashCode() * 31, 1000)).dividedBy(5000);
  }

  private void learn(Circuit circuit, Flow.Circuit terms, Answer answer) {
    if (!(answer instanceof Failed(var fault, _, var retryAfter))) {
      circuit.worked();
    } else if (isOutage(fault)) {
      circuit.failed(terms, retryAfter, clock.instant());
    } else {
      circuit.worked(); // it answered
    }
  }

  private static boolean isOutage(ToolFault fault) {
    return switch (fault) {
      case TIMEOUT, NETWORK, UNAVAILABLE, RATE_LIMIT -> true;
      case PERMISSION,
          NOT_FOUND,
          TOOL_ERROR,
          REFUSED,
          MALFORMED,
          TOO_LARGE,
          CRASH,
          NOT_BEGUN,
          THROTTLED,
          CIRCUIT_OPEN,
          RETRY_BUDGET,
          DID_NOT_HAPPEN ->
          false;
    };
  }
}
