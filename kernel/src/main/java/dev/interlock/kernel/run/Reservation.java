package dev.interlock.kernel.run;

import java.time.Duration;

/**
 * The worst case of one attempt, set aside at its permit.
 *
 * @param tokens read and written at the most
 * @param costMicros millionths of one US dollar at the most
 * @param time how long the attempt may take; never more than its timeout
 */
public record Reservation(long tokens, long costMicros, Duration time) {
  public static final Reservation NONE = new Reservation(0, 0, Duration.ZERO);
}
