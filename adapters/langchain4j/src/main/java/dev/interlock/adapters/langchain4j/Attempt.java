package dev.interlock.adapters.langchain4j;

import dev.interlock.runtime.effect.ModelPort.Ask;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One attempt: how long it may take, counted from its making, and what was heard. For one thread.
 */
final class Attempt {
  private final Dialect dialect;
  private final Ask ask;
  private final long beganNanos = System.nanoTime();
  private boolean deaf;
  private int requests;
  private @Nullable Heard heard;

  Attempt(Dialect dialect, Ask ask) {
    this.dialect = dialect;
    this.ask = ask;
  }

  Duration timeout() {
    return ask.timeout();
  }

  /** What is left until the deadline, in nanoseconds; negative after it. */
  long nanosLeft() {
    return ask.timeout().toNanos() - nanosGone();
  }

  /** How long it has taken so far. */
  Duration gone() {
    return Duration.ofNanos(nanosGone());
  }

  private long nanosGone() {
    return System.nanoTime() - beganNanos;
  }

  /** The body that goes out, of the one that LangChain4j wrote. */
  String body(String written) {
    return dialect.body(written, ask);
  }

  /** What an answer that comes in pieces is put together with. */
  Assembly assembly() {
    return dialect.assembly();
  }

  /** Tells whoever listens. Who throws is told nothing more; the answer is worth more than that. */
  void tell(String words) {
    if (words.isEmpty() || deaf) return;
    try {
      ask.provisional().accept(words);
    } catch (RuntimeException _) {
      deaf = true;
    }
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
