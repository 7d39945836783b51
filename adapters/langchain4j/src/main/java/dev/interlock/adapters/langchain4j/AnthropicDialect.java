package dev.interlock.adapters.langchain4j;

import dev.interlock.runtime.UserError;
import dev.interlock.runtime.effect.ModelPort.Ask;
import dev.interlock.runtime.effect.ModelProvider.Connection;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.anthropic.AnthropicChatRequestParameters;
import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import java.net.URI;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Anthropic's messages. The tools and the instructions are marked to be cached: they are the same
 * at every step of a run. There is no mode for JSON of any shape; the brief asks for it.
 */
final class AnthropicDialect implements Dialect {
  private static final String ANTHROPIC = "https://api.anthropic.com/v1";

  private final String model;
  private final URI address;
  private final String apiKey;

  private AnthropicDialect(String model, URI address, String apiKey) {
    this.model = model;
    this.address = address;
    this.apiKey = apiKey;
  }

  /**
   * Checks the settings.
   *
   * @throws UserError if they cannot work
   */
  static AnthropicDialect of(Connection connection) {
    var address = Settings.address(connection.baseUrl(), ANTHROPIC);
    var own = Settings.isAt(address, "api.anthropic.com");
    var apiKey = Settings.apiKey(connection, own, "ANTHROPIC_API_KEY");
    return new AnthropicDialect(connection.terms().model(), address, apiKey);
  }

  @Override
  public ChatModel model(HttpClientBuilder http) {
    return AnthropicChatModel.builder()
        .httpClientBuilder(http)
        .baseUrl(address.toString())
        .apiKey(apiKey)
        .modelName(model)
        .maxRetries(0)
        .logRequests(false)
        .logResponses(false)
        .build();
  }

  @Override
  public StreamingChatModel streaming(HttpClientBuilder http) {
    return AnthropicStreamingChatModel.builder()
        .httpClientBuilder(http)
        .baseUrl(address.toString())
        .apiKey(apiKey)
        .modelName(model)
        .logRequests(false)
        .logResponses(false)
        .build();
  }

  @Override
  public ChatRequestParameters parameters(Ask ask) {
    return AnthropicChatRequestParameters.builder()
        .cacheSystemMessages(true)
        .maxOutputTokens(ask.outputTokensMax())
        .build();
  }

  @Override
  public String body(String written, Ask ask) {
    var tools = ask.brief().tools();
    return Request.of(written).tools(tools, ToolJson.cached(tools)).endingWith("messages");
  }

  @Override
  public Optional<Envelope> envelope(JsonNode body) {
    return AnthropicEnvelope.of(body);
  }

  @Override
  public Assembly assembly() {
    return new AnthropicAssembly();
  }
}
