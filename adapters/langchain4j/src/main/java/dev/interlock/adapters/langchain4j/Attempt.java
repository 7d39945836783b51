package dev.interlock.adapters.langchain4j;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One attempt: how long it may take, counted from its making, and what was heard. For one thread.
 */
final class Attempt {
  private final Duration timeout;
  private final long beganNanos = System.nanoTime();
  private int requests;
  private @Nullable Heard heard;

  Attempt(Duration timeout) {
    this.timeout = timeout;
  }

  Duration timeout() {
    return timeout;
  }

  /** What is left until the deadline, in nanoseconds; negative after it. */
  long nanosLeft() {
    return timeout.toNanos() - (System.nanoTime() - beganNanos);
  }

  /** Counts a request; an attempt is one, so that no retry but the kernel's can happen. */
  void begin() {
    requests++;
    if (requests > 1) throw new IllegalStateException("a second request in one attempt; not sent");
  }

  /** How many requests were begun, the refused ones among them. */
  int requests() {
    return requests;
  }

  void hear(Heard heard) {
    this.heard = heard;
  }

  /** What came back; an attempt that sent nothing has no such thing. */
  Heard heard() {
    if (heard == null) throw new IllegalStateException("the model answered without being asked");
    return heard;
  }
}
