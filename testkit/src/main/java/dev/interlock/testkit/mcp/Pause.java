package dev.interlock.testkit.mcp;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The server's slowness. */
final class Pause {
  private Pause() {}

  static void millis(long millis) {
    try {
      var _ = new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  static void forEver() {
    millis(Long.MAX_VALUE);
  }
}
