package dev.interlock.runtime.effect;

import dev.interlock.kernel.failure.ModelFault;
import dev.interlock.runtime.effect.ModelPort.Failed;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One circuit per model, shared by all runs of the process. It opens when the model failed five
 * times in a row, for 30 s, or when the provider says how long it wants to be left alone, for that
 * long and at most five minutes. Then one call is let through to find out. Thread-safe.
 *
 * <p>Only faults of the provider count: a refused key or a reply that was cut says nothing about
 * the next call.
 */
public final class Circuits {
  static final int FAILURES_MAX = 5;
  static final Duration REST = Duration.ofSeconds(30);
  static final Duration REST_MAX = Duration.ofMinutes(5);

  private final Map<String, Circuit> circuits = new ConcurrentHashMap<>();

  /** Returns the circuit of a model, closed if nothing has been learned of it yet. */
  Circuit of(String name) {
    return circuits.computeIfAbsent(name, Circuit::new);
  }

  /** What is known of one model. */
  static final class Circuit {
    private final String name;
    private int failures;
    private @Nullable Instant opensAt;

    private Circuit(String name) {
      this.name = name;
    }

    /** Returns why the model is not asked now; empty if it may be. */
    synchronized Optional<Failed> refusal(Instant now) {
      var until = opensAt;
      if (until == null) return Optional.empty();
      if (!now.isBefore(until)) {
        // This call finds out; the others wait for what it learns.
        opensAt = now.plus(REST);
        return Optional.empty();
      }
      return Optional.of(
          new Failed(
              ModelFault.CIRCUIT_OPEN,
              name + " failed too often of late and was not asked",
              Duration.between(now, until),
              null));
    }

    synchronized void learn(ModelPort.Answer answer, Instant now) {
      if (!(answer instanceof Failed(var fault, _, var retryAfter, _))) {
        close();
        return;
      }
      if (!isOutage(fault)) return;
      failures++;
      if (retryAfter != null) rest(retryAfter, now);
      else if (failures >= FAILURES_MAX) rest(REST, now);
    }

    private void close() {
      failures = 0;
      opensAt = null;
    }

    private void rest(Duration asked, Instant now) {
      var until = now.plus(asked.compareTo(REST_MAX) < 0 ? asked : REST_MAX);
      if (opensAt == null || opensAt.isBefore(until)) opensAt = until;
    }

    private static boolean isOutage(ModelFault fault) {
      return switch (fault) {
        case TIMEOUT, NETWORK, RATE_LIMIT, OVERLOAD, PROVIDER_ERROR, MALFORMED -> true;
        case CIRCUIT_OPEN,
            UNAUTHENTICATED,
            BAD_REQUEST,
            CONTEXT_OVERFLOW,
            CONTENT_FILTER,
            TRUNCATED,
            EMPTY,
            CRASH,
            NOT_BEGUN ->
            false;
      };
    }
  }
}
