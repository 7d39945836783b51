package dev.interlock.adapters.langchain4j;

import dev.interlock.runtime.UserError;
import dev.interlock.runtime.effect.ModelPort.Ask;
import dev.interlock.runtime.effect.ModelProvider.Connection;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.net.URI;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * OpenAI's chat completions, at OpenAI or at any server that speaks them.
 *
 * <p>The most tokens are asked for as {@code max_completion_tokens} at OpenAI's and Azure's own
 * addresses, whose newer models refuse the older name, and as {@code max_tokens} everywhere else,
 * where the newer one is refused or silently ignored.
 *
 * <p>JSON is asked for by {@code response_format} at those addresses alone, when there is no tool
 * to call and the brief has the word in it: OpenAI refuses it without the word, LM Studio always,
 * and with tools the grammar behind it keeps local servers (Ollama issue 11185, llama.cpp) from
 * writing any call. Elsewhere the brief asks for JSON, and the runtime checks what came.
 */
final class OpenAiDialect implements Dialect {
  private static final String OPENAI = "https://api.openai.com/v1";

  private final String model;
  private final URI address;
  private final String apiKey;

  private OpenAiDialect(String model, URI address, String apiKey) {
    this.model = model;
    this.address = address;
    this.apiKey = apiKey;
  }

  /**
   * Checks the settings.
   *
   * @throws UserError if they cannot work
   */
  static OpenAiDialect of(Connection connection) {
    var address = Settings.address(connection.baseUrl(), OPENAI);
    var apiKey = Settings.apiKey(connection, isOpenAi(address), "OPENAI_API_KEY");
    return new OpenAiDialect(connection.terms().model(), address, apiKey);
  }

  private static boolean isOpenAi(URI address) {
    return Settings.isAt(address, "api.openai.com") || Settings.isAt(address, "openai.azure.com");
  }

  @Override
  public ChatModel model(HttpClientBuilder http) {
    return OpenAiChatModel.builder()
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
    return OpenAiStreamingChatModel.builder()
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
    var parameters = OpenAiChatRequestParameters.builder();
    if (isOpenAi(address)) {
      parameters.maxCompletionTokens(ask.outputTokensMax());
      if (JsonMode.wanted(ask) && JsonMode.named(ask))
        parameters.responseFormat(ResponseFormat.JSON);
    } else {
      parameters.maxOutputTokens(ask.outputTokensMax());
    }
    return parameters.build();
  }

  @Override
  public String body(String written, Ask ask) {
    var tools = ask.brief().tools();
    return Request.of(written).tools(tools, ToolJson.functions(tools)).endingWith("messages");
  }

  @Override
  public Optional<Envelope> envelope(JsonNode body) {
    return OpenAiEnvelope.of(body);
  }

  @Override
  public Assembly assembly() {
    return new OpenAiAssembly();
  }
}
