package dev.interlock.adapters.langchain4j;

import dev.interlock.runtime.UserError;
import dev.interlock.runtime.effect.ModelPort.Ask;
import dev.interlock.runtime.effect.ModelProvider.Connection;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.ollama.OllamaChatModel;
import dev.langchain4j.model.ollama.OllamaChatRequestParameters;
import dev.langchain4j.model.ollama.OllamaStreamingChatModel;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Ollama's own protocol. It needs no key; one that is set goes out as a bearer's.
 *
 * <p>Ollama cuts a prompt that is too long for its context, and drops what it read while it writes,
 * without a word. Both are switched off: a model that saw half of a brief is not an answer to it.
 * Servers from before these switches ignore them.
 */
final class OllamaDialect implements Dialect {
  private static final String LOCAL = "http://localhost:11434";

  private final String model;
  private final URI address;
  private final @Nullable String apiKey;

  private OllamaDialect(String model, URI address, @Nullable String apiKey) {
    this.model = model;
    this.address = address;
    this.apiKey = apiKey;
  }

  /**
   * Checks the settings.
   *
   * @throws UserError if they cannot work
   */
  static OllamaDialect of(Connection connection) {
    var address = Settings.address(connection.baseUrl(), LOCAL);
    var apiKey = Settings.apiKey(connection.apiKey());
    return new OllamaDialect(connection.terms().model(), address, apiKey);
  }

  @Override
  public ChatModel model(HttpClientBuilder http) {
    return OllamaChatModel.builder()
        .httpClientBuilder(http)
        .baseUrl(address.toString())
        .customHeaders(headers())
        .modelName(model)
        .logRequests(false)
        .logResponses(false)
        .maxRetries(0)
        .build();
  }

  @Override
  public StreamingChatModel streaming(HttpClientBuilder http) {
    return OllamaStreamingChatModel.builder()
        .httpClientBuilder(http)
        .baseUrl(address.toString())
        .customHeaders(headers())
        .modelName(model)
        .logRequests(false)
        .logResponses(false)
        .build();
  }

  private Map<String, String> headers() {
    return apiKey == null ? Map.of() : Map.of("Authorization", "Bearer " + apiKey);
  }

  @Override
  public ChatRequestParameters parameters(Ask ask) {
    var parameters = OllamaChatRequestParameters.builder().maxOutputTokens(ask.outputTokensMax());
    if (JsonMode.wanted(ask)) parameters.responseFormat(ResponseFormat.JSON);
    return parameters.build();
  }

  @Override
  public String body(String written, Ask ask) {
    var tools = ask.brief().tools();
    var request =
        Request.of(written)
            .tools(tools, ToolJson.functions(tools))
            .set("truncate", false)
            .set("shift", false);
    name(request.at("messages"));
    return request.endingWith("messages");
  }

  /** Says of each result which tool it is of; they stand in the order of the calls before them. */
  private static void name(JsonNode messages) {
    var names = new ArrayDeque<String>();
    for (var message : messages) {
      for (var call : message.path("tool_calls")) {
        names.add(call.path("function").path("name").asString(""));
      }
      var tool = message.path("role").asString("").equals("tool");
      if (tool && !names.isEmpty()) ((ObjectNode) message).put("tool_name", names.remove());
    }
  }

  @Override
  public Optional<Envelope> envelope(JsonNode body) {
    return OllamaEnvelope.of(body);
  }

  @Override
  public Assembly assembly() {
    return new OllamaAssembly();
  }
}
