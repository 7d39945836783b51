package dev.interlock.testkit.gallery;

import dev.interlock.testkit.model.FakeOpenAi;
import java.util.function.BooleanSupplier;

/**
 * Watches one side from outside: by its requests to the model and to the world. The window opens
 * with the first question to the model.
 */
final class Watch {
  /** How long a side is watched. */
  static final long WINDOW_MILLIS = 10_000;

  /** After how many calls, of the model or of the world, a side is stopped. */
  static final int CALLS_MAX = 50;

  /** What one answer of the gallery's model costs: 1,000 tokens in at 2.5, 100 out at 10. */
  private static final long USD_MICROS_A_CALL = 3_500;

  private static final long START_MILLIS = 30_000;
  private static final long STEP_MILLIS = 5;

  private final FakeOpenAi model;
  private final Shop shop;
  private final int known;
  private final long made = System.nanoTime();
  private long opened;

  Watch(FakeOpenAi model, Shop shop) {
    this.model = model;
    this.shop = shop;
    this.known = model.requests().size();
  }

  /**
   * Waits until a side is done, the window is over, or it has made all the calls that it may.
   *
   * @return whether it is done
   */
  boolean until(BooleanSupplier done) {
    while (!done.getAsBoolean()) {
      if (over() || used()) return done.getAsBoolean();
      pass();
    }
    return true;
  }

  private boolean over() {
    var now = System.nanoTime();
    if (opened == 0 && model.requests().size() > known) opened = now;
    return opened == 0
        ? (now - made) / 1_000_000 > START_MILLIS
        : (now - opened) / 1_000_000 > WINDOW_MILLIS;
  }

  private boolean used() {
    return model.requests().size() >= CALLS_MAX || shop.requests().size() >= CALLS_MAX;
  }

  private static void pass() {
    try {
      Thread.sleep(STEP_MILLIS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", interrupted);
    }
  }

  /**
   * What was seen.
   *
   * @param ended whether the side came to an end by itself
   * @param said its answer, or how it failed
   */
  Seen seen(boolean ended, String said) {
    var asked = model.requests();
    var largest = asked.stream().mapToInt(request -> request.body().length()).max().orElse(0);
    var millis = opened == 0 ? 0 : (System.nanoTime() - opened) / 1_000_000;
    return new Seen(
        ended,
        said,
        shop.deeds(),
        shop.requests(),
        asked.size(),
        largest,
        asked.size() * USD_MICROS_A_CALL,
        millis);
  }
}
