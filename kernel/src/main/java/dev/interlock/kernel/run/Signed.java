package dev.interlock.kernel.run;

import java.time.Instant;

/**
 * Who did something that was done outside of a run, and when.
 *
 * @param by the principal's name, as it says itself
 * @param operatingSystemUser the account that it was done from; empty if there is none
 * @param at to the microsecond
 */
public record Signed(String by, String operatingSystemUser, Instant at) {
  @SuppressWarnings("JavaInstantGetSecondsGetNano") // what is below the microsecond is meant
  public Signed {
    at = at.minusNanos(at.getNano() % 1000);
  }
}
