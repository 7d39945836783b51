package dev.interlock.adapters.langchain4j;

import dev.interlock.runtime.UserError;
import dev.interlock.runtime.effect.ModelPort.Ask;
import dev.interlock.runtime.effect.ModelProvider.Connection;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.googleai.GoogleAiGeminiChatModel;
import dev.langchain4j.model.googleai.GoogleAiGeminiStreamingChatModel;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Google's {@code generateContent}.
 *
 * <p>From Gemini 3 on, a call that is shown back must carry the signature of the thought that led
 * to it. A journal keeps no such thing, and a brief may show what another model said; the
 * documented word that skips the check stands in for it, on the first call of each turn, as Google
 * sends it.
 */
final class GoogleDialect implements Dialect {
  private static final String GOOGLE = "https://generativelanguage.googleapis.com/v1beta";
  private static final Pattern SIGNS = Pattern.compile("gemini-([3-9]|[1-9]\\d).*");

  private final String model;
  private final URI address;
  private final String apiKey;

  private GoogleDialect(String model, URI address, String apiKey) {
    this.model = model;
    this.address = address;
    this.apiKey = apiKey;
  }

  /**
   * Checks the settings.
   *
   * @throws UserError if they cannot work
   */
  static GoogleDialect of(Connection connection) {
    var address = Settings.address(connection.baseUrl(), GOOGLE);
    var own = Settings.isAt(address, "googleapis.com");
    var apiKey = Settings.apiKey(connection, own, "GEMINI_API_KEY");
    return new GoogleDialect(connection.terms().model(), address, apiKey);
  }

  @Override
  public ChatModel model(HttpClientBuilder http) {
    return GoogleAiGeminiChatModel.builder()
        .httpClientBuilder(http)
        .baseUrl(address.toString())
        .apiKey(apiKey)
        .modelName(model)
        .logRequests(false)
        .logResponses(false)
        .maxRetries(0)
        .build();
  }

  @Override
  public StreamingChatModel streaming(HttpClientBuilder http) {
    return GoogleAiGeminiStreamingChatModel.builder()
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
    var parameters = ChatRequestParameters.builder().maxOutputTokens(ask.outputTokensMax());
    if (JsonMode.wanted(ask)) parameters.responseFormat(ResponseFormat.JSON);
    return parameters.build();
  }

  @Override
  public String body(String written, Ask ask) {
    var tools = ask.brief().tools();
    var request = Request.of(written).tools(tools, ToolJson.declarations(tools));
    if (request.at("contents") instanceof ArrayNode contents) {
      together(contents);
      if (SIGNS.matcher(model).matches()) contents.forEach(GoogleDialect::sign);
    }
    return request.endingWith("contents");
  }

  /** Puts the answers to one turn's calls into one content: Google counts them there. */
  private static void together(ArrayNode contents) {
    for (var at = contents.size() - 1; at > 0; at--) {
      var earlier = contents.get(at - 1).path("parts");
      var later = contents.get(at).path("parts");
      if (answers(earlier) && answers(later)) {
        ((ArrayNode) earlier).addAll((ArrayNode) later);
        var _ = contents.remove(at);
      }
    }
  }

  private static boolean answers(JsonNode parts) {
    return parts.path(0).has("functionResponse");
  }

  private static void sign(JsonNode content) {
    for (var part : content.path("parts")) {
      if (part instanceof ObjectNode object && object.path("functionCall").isObject()) {
        object.put("thoughtSignature", "skip_thought_signature_validator");
        return;
      }
    }
  }

  @Override
  public Optional<Envelope> envelope(JsonNode body) {
    return GoogleEnvelope.of(body);
  }

  @Override
  public Assembly assembly() {
    return new GoogleAssembly();
  }
}
