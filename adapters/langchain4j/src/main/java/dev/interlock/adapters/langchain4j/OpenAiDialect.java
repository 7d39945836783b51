package dev.interlock.adapters.langchain4j;

import dev.interlock.runtime.UserError;
import dev.interlock.runtime.effect.ModelPort.Ask;
import dev.interlock.runtime.effect.ModelProvider.Connection;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * OpenAI's chat completions, at OpenAI or at any server that speaks them.
 *
 * <p>The most tokens are asked for as {@code max_completion_tokens} at OpenAI's and Azure's own
 * addresses, whose newer models refuse the older name, and as {@code max_tokens} everywhere else,
 * where the newer one is refused or silently ignored.
 *
 * <p>Tools go out as raw JSON: LangChain4j's own schema type drops what it does not know at the top
 * level, {@code additionalProperties} among it.
 *
 * <p>No {@code response_format} is sent, even when the answer must be JSON: with tools, the grammar
 * behind it keeps local servers (Ollama issue 11185, llama.cpp) from writing any call; without
 * them, OpenAI refuses it where the brief does not contain the word JSON. The brief asks for JSON,
 * and the runtime checks what came.
 */
final class OpenAiDialect implements Dialect {
  private static final String OPENAI = "https://api.openai.com/v1";

  private final String model;
  private final URI address;
  private final @Nullable String apiKey;

  private OpenAiDialect(String model, URI address, @Nullable String apiKey) {
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
    var apiKey = Settings.apiKey(connection.apiKey());
    if (apiKey == null && isOpenAi(address)) {
      throw new UserError(
          "no API key for " + connection.terms().use(),
          "model.api-key",
          "set api-key: \"${env:OPENAI_API_KEY}\" and that variable,"
              + " or the base-url of a server that needs no key");
    }
    return new OpenAiDialect(connection.terms().model(), address, apiKey);
  }

  private static boolean isOpenAi(URI address) {
    var host = "." + address.getHost();
    return host.endsWith(".api.openai.com") || host.endsWith(".openai.azure.com");
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
  public ChatRequestParameters parameters(Ask ask) {
    var parameters = OpenAiChatRequestParameters.builder();
    if (isOpenAi(address)) parameters.maxCompletionTokens(ask.outputTokensMax());
    else parameters.maxOutputTokens(ask.outputTokensMax());
    var tools = ask.brief().tools();
    if (!tools.isEmpty()) parameters.customParameters(Map.of("tools", ToolJson.of(tools)));
    return parameters.build();
  }

  @Override
  public Envelope envelope(JsonNode body) {
    return OpenAiEnvelope.of(body);
  }
}
