package dev.interlock.adapters.langchain4j;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Estimates the tokens of requests as they go over the wire. OpenAI's models are counted by their
 * own encodings; nobody else publishes one, so their tokens are OpenAI's times a factor. What a
 * provider adds to every message and to tools is added. Thread-safe; the first estimate loads an
 * encoding of a few megabytes.
 */
public final class TokenEstimator {
  private final EncodingRegistry encodings = Encodings.newLazyEncodingRegistry();

  /**
   * How a provider counts.
   *
   * @param percent its tokens for 100 of OpenAI's newer encoding
   * @param perMessage what it adds to each message
   * @param forTools what it adds to a request that has tools
   * @param errorPercent by how much all that may be wrong
   */
  private record Habit(int percent, int perMessage, int forTools, int errorPercent) {}

  /**
   * Estimates a request.
   *
   * @param use the model, as in {@code openai/gpt-5-mini}
   * @param body the request's body: JSON
   * @throws IllegalArgumentException if the body is not JSON
   */
  public TokenEstimate estimate(String use, String body) {
    var json =
        Body.json(body).orElseThrow(() -> new IllegalArgumentException("the body is not JSON"));
    var habit = habit(use);
    var encoding = encoding(use);
    var tools = json.path("tools");
    var said = 0L;
    var messages = 0;
    for (var member : List.of("messages", "contents", "system", "systemInstruction")) {
      var part = json.path(member);
      said += words(encoding, part);
      messages += part.isArray() ? part.size() : part.isMissingNode() ? 0 : 1;
    }
    if (!tools.isEmpty()) said += encoding.countTokensOrdinary(tools.toString());
    var tokens = said * habit.percent / 100 + (long) messages * habit.perMessage;
    return new TokenEstimate(tokens + (tools.isEmpty() ? 0 : habit.forTools), habit.errorPercent);
  }

  private static Habit habit(String use) {
    return switch (use.substring(0, use.indexOf('/'))) {
      case "openai" -> new Habit(100, 3, 0, 20);
      case "anthropic" -> new Habit(110, 3, 330, 35);
      case "google" -> new Habit(100, 0, 0, 35);
      default -> new Habit(110, 4, 0, 50);
    };
  }

  private Encoding encoding(String use) {
    var old = use.matches("openai/gpt-(4(-.*)?|3\\.5.*)");
    return encodings.getEncoding(old ? EncodingType.CL100K_BASE : EncodingType.O200K_BASE);
  }

  /** Every text in {@code node}, and none of the names that JSON gives them. */
  private static long words(Encoding encoding, JsonNode node) {
    if (node.isString()) return encoding.countTokensOrdinary(node.asString());
    if (node.isNumber()) return 1;
    var sum = 0L;
    for (var member : node) sum += words(encoding, member);
    return sum;
  }
}
