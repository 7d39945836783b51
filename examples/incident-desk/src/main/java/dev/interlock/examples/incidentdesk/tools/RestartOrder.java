package dev.interlock.examples.incidentdesk.tools;

import dev.interlock.runtime.effect.Describe;
import org.jspecify.annotations.Nullable;

/**
 * Which service to restart, and why.
 *
 * @param idempotency_key names the intent; without one, every call restarts
 */
@SuppressWarnings("MemberName") // the names are the JSON
public record RestartOrder(
    @Describe("e.g. billing-worker") String service,
    @Describe("what the restart should change, 1 to 500 characters") String reason,
    @Describe("the same key restarts once; optional") @Nullable String idempotency_key) {

  public RestartOrder {
    Checks.text("service", service, 100);
    Checks.text("reason", reason, 500);
    if (idempotency_key != null) Checks.text("idempotency_key", idempotency_key, 200);
  }
}
