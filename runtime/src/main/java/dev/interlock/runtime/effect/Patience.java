package dev.interlock.runtime.effect;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long one attempt is waited for.
 *
 * @param timeout at the most; positive
 * @param heartbeat since its last sign of life; null if it need not give any
 */
public record Patience(Duration timeout, @Nullable Duration heartbeat) {

  /** For an attempt that need not give signs of life. */
  public static Patience of(Duration timeout) {
    return new Patience(timeout, null);
  }
}
