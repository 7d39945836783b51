package dev.interlock.adapters.langchain4j;

import dev.interlock.runtime.effect.ModelPort.Ask;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import tools.jackson.databind.JsonNode;

/**
 * One provider's way of speaking, for one connection whose settings have been checked. Thread-safe;
 * opens nothing.
 */
interface Dialect {

  /** Builds the model over {@code http}, without retries and without logging of its own. */
  ChatModel model(HttpClientBuilder http);

  /** What one call asks for besides its messages: tools and the most tokens. */
  ChatRequestParameters parameters(Ask ask);

  /** Reads from an answer's body what LangChain4j drops or cannot tell when it throws. */
  Envelope envelope(JsonNode body);
}
