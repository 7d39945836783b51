package dev.interlock.adapters.langchain4j;

import dev.interlock.kernel.charter.Usage;
import dev.interlock.kernel.failure.ModelFault;
import dev.interlock.runtime.effect.ModelPort;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import org.jspecify.annotations.Nullable;

/**
 * One model through LangChain4j. LangChain4j writes the request and reads the reply; {@link
 * Transport} carries both, keeps the deadline and remembers what was heard, so that a failure is
 * told by what the server did and not by which exception came of it.
 */
final class LangChainPort implements ModelPort {
  private final Dialect dialect;
  private final Transport transport = new Transport();
  private final ChatModel model;
  private final AnswerReading reading;

  LangChainPort(Dialect dialect, String asked, Scrub scrub) {
    this.dialect = dialect;
    this.model = dialect.model(transport.builder());
    this.reading = new AnswerReading(dialect, asked, scrub);
  }

  /**
   * {@inheritDoc}
   *
   * <p>An interrupt ends the attempt at once with {@link ModelFault#NETWORK}, or with {@link
   * ModelFault#NOT_BEGUN} if nothing had been sent; the thread stays interrupted.
   */
  @Override
  public Answer ask(Ask ask) {
    if (Thread.currentThread().isInterrupted()) {
      return new Failed(ModelFault.NOT_BEGUN, "interrupted; nothing was sent", null, Usage.NOTHING);
    }
    var attempt = new Attempt(ask.timeout());
    var request =
        ChatRequest.builder()
            .messages(Transcript.of(ask.brief()))
            .parameters(dialect.parameters(ask))
            .build();
    var response = call(attempt, request);
    return reading.read(attempt.heard(), response, ask.outputTokensMax());
  }

  /** Returns null if LangChain4j could make nothing of what was heard. */
  private @Nullable ChatResponse call(Attempt attempt, ChatRequest request) {
    try {
      return transport.within(attempt, () -> model.chat(request));
    } catch (RuntimeException e) {
      // Its exceptions are untyped for all that matters here; what was heard says more.
      if (attempt.requests() != 1) throw e;
      return null;
    }
  }

  /** Ends what is under way and gives up the threads. */
  @Override
  public void close() {
    transport.close();
  }
}
