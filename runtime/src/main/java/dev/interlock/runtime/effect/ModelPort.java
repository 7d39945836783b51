package dev.interlock.runtime.effect;

import dev.interlock.kernel.brief.Brief;
import dev.interlock.kernel.brief.ModelReply;
import dev.interlock.kernel.charter.Usage;
import dev.interlock.kernel.failure.ModelFault;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One model at one address. Thread-safe; one call is one attempt, retries are the kernel's.
 *
 * <p>A foreseen failure is an {@link Failed}, never an exception. An implementation stops within
 * the ask's timeout and leaves nothing running behind.
 */
public interface ModelPort extends AutoCloseable {

  /** Makes one attempt and says what came of it. */
  Answer ask(Ask ask);

  @Override
  default void close() {}

  /**
   * One attempt.
   *
   * @param brief what the model is shown
   * @param outputTokensMax the most tokens that the answer may have
   * @param timeout how long the attempt may take, from connecting to the last byte
   * @param answerAsJson whether a final answer must be JSON
   * @param provisional told pieces of the answer's text as they arrive, on the asking thread, which
   *     it must not hold up. No gate has seen them, and an attempt that told some may still fail
   */
  record Ask(
      Brief brief,
      int outputTokensMax,
      Duration timeout,
      boolean answerAsJson,
      Consumer<String> provisional) {

    private enum Nobody implements Consumer<String> {
      LISTENS;

      @Override
      public void accept(String words) {}
    }

    /** An attempt to which nobody listens; its answer comes in one piece. */
    public Ask(Brief brief, int outputTokensMax, Duration timeout, boolean answerAsJson) {
      this(brief, outputTokensMax, timeout, answerAsJson, Nobody.LISTENS);
    }

    /** Whether somebody wants to be told pieces as they arrive. */
    public boolean listened() {
      return !(provisional instanceof Nobody);
    }
  }

  /** What came of one attempt. */
  sealed interface Answer {}

  /**
   * The model replied.
   *
   * @param model the name under which the model answered
   * @param usage what it cost in tokens; null if the provider did not say
   * @param firstToken from the beginning of the attempt to the first piece of the answer; null if
   *     the answer came whole
   */
  record Replied(
      ModelReply reply, String model, @Nullable Usage usage, @Nullable Duration firstToken)
      implements Answer {

    /** An answer that came whole. */
    public Replied(ModelReply reply, String model, @Nullable Usage usage) {
      this(reply, model, usage, null);
    }
  }

  /**
   * The model gave no usable reply.
   *
   * @param message one line for people; no secrets
   * @param retryAfter how long the provider asked to be left alone; null if it did not say
   * @param usage what the attempt cost in tokens all the same; null if the provider did not say
   */
  record Failed(
      ModelFault fault, String message, @Nullable Duration retryAfter, @Nullable Usage usage)
      implements Answer {}
}
