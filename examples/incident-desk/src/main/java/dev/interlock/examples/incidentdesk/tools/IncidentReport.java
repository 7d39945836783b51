package dev.interlock.examples.incidentdesk.tools;

import dev.interlock.runtime.effect.Describe;

/**
 * An incident to open.
 *
 * @param idempotency_key names the intent: the same key opens one incident
 */
@SuppressWarnings("MemberName") // the names are the JSON
public record IncidentReport(
    @Describe("one line, 1 to 200 characters") String title,
    Severity severity,
    @Describe("what happened, since when, what it cost, 1 to 4000 characters") String summary,
    @Describe("the same key opens one incident") String idempotency_key) {

  /** How urgent, worst first. */
  public enum Severity {
    /** Money or data is being lost now. */
    SEV1,
    /** Customers notice. */
    SEV2,
    /** Can wait for the working day. */
    SEV3
  }

  public IncidentReport {
    Checks.text("title", title, 200);
    Checks.text("summary", summary, 4_000);
    Checks.text("idempotency_key", idempotency_key, 200);
  }
}
