package dev.interlock.runtime.effect;

import java.time.Duration;
import java.time.Instant;

/**
 * How often calls may be tried again, shared by all runs of a process, so that a dependency in
 * trouble is not asked more than when it was well: one retry for each five first attempts, and one
 * each second besides. What is not used is saved up to {@value #SAVED_MAX}. Thread-safe.
 */
final class RetryBudget {
  static final int SAVED_MAX = 20;
  static final int FIRST_ATTEMPTS_PER_RETRY = 5;
  static final Duration SURE_EVERY = Duration.ofSeconds(1);

  /** In parts of a retry, of which a first attempt earns one. */
  private int saved = SAVED_MAX * FIRST_ATTEMPTS_PER_RETRY;

  private long made;
  private long refused;

  private Instant countedUntil = Instant.EPOCH;

  /** Takes note of a first attempt. */
  synchronized void earn() {
    save(1);
  }

  /** Takes one retry, if there is one. */
  synchronized boolean take(Instant now) {
    earnByTime(now);
    if (saved < FIRST_ATTEMPTS_PER_RETRY) {
      refused++;
      return false;
    }
    saved -= FIRST_ATTEMPTS_PER_RETRY;
    made++;
    return true;
  }

  synchronized Dependency.Retries seen(Instant now) {
    earnByTime(now);
    return new Dependency.Retries(saved / FIRST_ATTEMPTS_PER_RETRY, made, refused);
  }

  private void earnByTime(Instant now) {
    var periods = Duration.between(countedUntil, now).dividedBy(SURE_EVERY);
    if (periods <= 0) return;
    countedUntil = countedUntil.plus(SURE_EVERY.multipliedBy(periods));
    save(Math.min(periods, SAVED_MAX) * FIRST_ATTEMPTS_PER_RETRY);
  }

  private void save(long parts) {
    saved = (int) Math.min(saved + parts, (long) SAVED_MAX * FIRST_ATTEMPTS_PER_RETRY);
  }
}
