package dev.interlock.adapters.langchain4j;

import dev.interlock.runtime.effect.ModelPort.Ask;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * One provider's way of speaking, for one connection whose settings have been checked. Thread-safe;
 * opens nothing.
 */
interface Dialect {

  /** Builds the model over {@code http}, without retries and without logging of its own. */
  ChatModel model(HttpClientBuilder http);

  /** Builds the model whose answers come in pieces. */
  StreamingChatModel streaming(HttpClientBuilder http);

  /** What one call asks for besides its messages: the most tokens, and JSON. */
  ChatRequestParameters parameters(Ask ask);

  /**
   * Puts right what LangChain4j wrote: tools with their schemas unchanged, and the messages last,
   * so that a step's body begins with the bytes of the one before.
   */
  String body(String written, Ask ask);

  /** Reads an answer; empty if it has not the shape of one. */
  Optional<Envelope> envelope(JsonNode body);

  /** Puts one answer together that comes in pieces. */
  Assembly assembly();
}
