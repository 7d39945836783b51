package dev.interlock.runtime.effect;

import dev.interlock.kernel.run.Event;
import dev.interlock.kernel.value.Digest;
import java.util.Map;

/**
 * What came of one permitted attempt.
 *
 * @param event the fact to record
 * @param payloads contents that the event refers to by digest
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record Outcome(Event event, Map<Digest, byte[]> payloads) {
  public Outcome {
    payloads = Map.copyOf(payloads);
  }

  static Outcome of(Event event) {
    return new Outcome(event, Map.of());
  }
}
