package dev.interlock.benchmarks.run;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * Tells when the JVM has done most of its compiling. A fixed time would not do: how long that takes
 * depends on how busy the machine is, and what is compiled meanwhile counts as CPU.
 */
final class WarmUp {
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  /** Compiling less than this part of the time is quiet. */
  private static final double QUIET = 0.08;

  private static final int QUIET_LOOKS = 4;

  private final long leastUntil;
  private final long mostUntil;
  private long lastLook = System.nanoTime();
  private long lastMillis = compiled();
  private int quietLooks;

  /** Begins now; it takes at least {@code least}, and at most four times as long. */
  WarmUp(Duration least) {
    leastUntil = System.nanoTime() + least.toNanos();
    mostUntil = System.nanoTime() + 4 * least.toNanos();
  }

  /** Whether it is over. Called often, by several; looks now and then. */
  synchronized boolean isOver() {
    var now = System.nanoTime();
    if (now >= mostUntil) return true;
    var nanos = now - lastLook;
    if (nanos >= LOOK_EVERY.toNanos()) {
      var millis = compiled();
      var isQuiet = (millis - lastMillis) * 1e6 < QUIET * nanos;
      quietLooks = isQuiet ? quietLooks + 1 : 0;
      lastLook = now;
      lastMillis = millis;
    }
    return now >= leastUntil && quietLooks >= QUIET_LOOKS;
  }

  /** Waits until it is over, while others work. */
  void await() throws InterruptedException {
    while (!isOver()) Thread.sleep(LOOK_EVERY);
  }

  private static long compiled() {
    return ManagementFactory.getCompilationMXBean().getTotalCompilationTime();
  }
}
