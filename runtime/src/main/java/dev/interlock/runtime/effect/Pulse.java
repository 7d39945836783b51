package dev.interlock.runtime.effect;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The signs of life of one attempt, and the wait for its end. Thread-safe; for one wait.
 *
 * <p>Time runs from when this was made, on the monotonic clock. However many signs come, only the
 * last is held.
 */
public final class Pulse implements Heartbeat {
  private static final int WORDS_MAX = 120;

  private final Patience patience;
  private final long began = System.nanoTime();
  private final AtomicReference<Sign> last = new AtomicReference<>(new Sign(began, 0, ""));

  private record Sign(long nanos, long count, String words) {}

  public Pulse(Patience patience) {
    this.patience = patience;
  }

  @Override
  public void alive(String progress) {
    var words = oneLine(progress);
    var now = System.nanoTime();
    last.updateAndGet(before -> new Sign(now, before.count() + 1, words));
  }

  /**
   * Waits for an answer as long as its patience lasts.
   *
   * @throws TimeoutException when it is at an end; the message is a clause that says why
   */
  public <T> T await(CompletableFuture<T> answer)
      throws TimeoutException, ExecutionException, InterruptedException {
    return await(answer, patience.timeout().toNanos() - (System.nanoTime() - began));
  }

  /**
   * As {@link #await(CompletableFuture)}, of an attempt that has used up a part of its timeout
   * before this was made.
   *
   * @param nanosLeft of its timeout; none is waited for if it is not positive
   */
  public <T> T await(CompletableFuture<T> answer, long nanosLeft)
      throws TimeoutException, ExecutionException, InterruptedException {
    var end = System.nanoTime() + nanosLeft;
    while (true) {
      var now = System.nanoTime();
      var silence = silenceLeft(now);
      try {
        return answer.get(Math.max(0, Math.min(end - now, silence)), TimeUnit.NANOSECONDS);
      } catch (TimeoutException none) {
        now = System.nanoTime();
        if (now - end >= 0) throw new TimeoutException(overtime(now));
        if (silenceLeft(now) <= 0) throw new TimeoutException(silent());
      }
    }
  }

  private long silenceLeft(long now) {
    var heartbeat = patience.heartbeat();
    return heartbeat == null ? Long.MAX_VALUE : heartbeat.toNanos() - (now - last.get().nanos());
  }

  private String overtime(long now) {
    var sign = last.get();
    var ago = sign.count() == 0 ? "" : "; the last sign of life came " + shown(now - sign.nanos());
    return "no answer in "
        + patience.timeout()
        + ago
        + (ago.isEmpty() ? "" : " before" + said(sign));
  }

  private String silent() {
    var sign = last.get();
    var none = shown(patience.heartbeat() == null ? 0 : patience.heartbeat().toNanos());
    if (sign.count() == 0) return "it gave no sign of life in " + none;
    var until = shown(sign.nanos() - began);
    return "it stopped giving signs of life after " + until + ", then none in " + none + said(sign);
  }

  private static String said(Sign sign) {
    return sign.words().isEmpty() ? "" : "; the last said: " + sign.words();
  }

  private static String shown(long nanos) {
    var time = Duration.ofNanos(nanos);
    return time.toSeconds() < 10 ? time.toMillis() + " ms" : time.toSeconds() + " s";
  }

  private static String oneLine(String text) {
    var start = text.length() <= 2 * WORDS_MAX ? text : text.substring(0, 2 * WORDS_MAX);
    var line = start.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return line.length() <= WORDS_MAX ? line : line.substring(0, WORDS_MAX) + "…";
  }
}
