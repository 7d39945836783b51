package dev.interlock.adapters.langchain4j;

import dev.interlock.kernel.charter.Usage;
import dev.interlock.kernel.failure.ModelFault;
import dev.interlock.runtime.effect.ModelPort;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;

/**
 * One model through LangChain4j. LangChain4j writes the request; {@link Transport} carries it,
 * keeps the deadline and remembers what was heard; {@link AnswerReading} reads that. So a failure
 * is told by what the server did and not by which exception came of it, and an answer by its bytes.
 */
final class LangChainPort implements ModelPort {
  /** LangChain4j has nothing to tell that was not heard before. */
  private static final StreamingChatResponseHandler UNHEARD =
      new StreamingChatResponseHandler() {
        @Override
        public void onCompleteResponse(ChatResponse response) {}

        @Override
        public void onError(Throwable error) {}
      };

  private final Dialect dialect;
  private final Transport transport = new Transport();
  private final ChatModel model;
  private final StreamingChatModel streaming;
  private final AnswerReading reading;

  LangChainPort(Dialect dialect, String asked, Scrub scrub) {
    this.dialect = dialect;
    this.model = dialect.model(transport.builder());
    this.streaming = dialect.streaming(transport.builder());
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
    var attempt = new Attempt(dialect, ask);
    var request =
        ChatRequest.builder()
            .messages(Transcript.of(ask.brief()))
            .parameters(dialect.parameters(ask))
            .build();
    transport.within(attempt, () -> call(attempt, request, ask.listened()));
    return reading.read(attempt.heard(), ask.outputTokensMax());
  }

  private void call(Attempt attempt, ChatRequest request, boolean listened) {
    try {
      if (listened) {
        streaming.chat(request, UNHEARD);
      } else {
        var _ = model.chat(request);
      }
    } catch (RuntimeException e) {
      // Its exceptions are untyped for all that matters here; what was heard says more.
      if (attempt.requests() != 1) throw e;
    }
  }

  /** Ends what is under way and gives up the threads. */
  @Override
  public void close() {
    transport.close();
  }
}
