package dev.interlock.adapters.langchain4j;

import dev.interlock.adapters.langchain4j.Heard.Answered;
import dev.interlock.kernel.failure.ModelFault;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A server's error, in any of the shapes in use: OpenAI's {@code {"error":{message, type, code}}},
 * Google's array of one such, Ollama's {@code {"error":"text"}}, Mistral's {@code {"message":…}},
 * FastAPI's {@code {"detail":…}}.
 *
 * @param status the HTTP status
 * @param code the machine's words, type and code together, in lower case
 * @param message the words for people
 * @param pause how long the server asks in its body to be left alone, as Google does; null if it
 *     does not
 */
record Refusal(int status, String code, String message, @Nullable Duration pause) {
  private static final Pattern TOO_LONG =
      Pattern.compile(
          "context_length_exceeded|exceed_context_size|string_above_max_length|request_too_large"
              + "|maximum context length|context (window|length|size)|(prompt|input)( is)? too long"
              + "|request too large|input token count.{0,40}exceeds");
  private static final Pattern FILTERED =
      Pattern.compile("content_filter|content_policy_violation|responsibleaipolicyviolation");
  private static final Pattern UNPAID =
      Pattern.compile("insufficient_quota|insufficient_balance|billing_|credit balance is too low");
  private static final Pattern SECONDS = Pattern.compile("(\\d{1,6})(\\.\\d{1,9})?s");

  static Refusal of(Answered answered) {
    var body = Body.json(answered.body());
    return body.map(node -> of(answered.status(), node))
        .orElseGet(() -> new Refusal(answered.status(), "", plainText(answered), null));
  }

  /** Reads a refusal that came with status 200, as some routers send it; empty if it is none. */
  static Optional<Refusal> inside(JsonNode body) {
    var error = body.path("error");
    if (error.isMissingNode() || error.isNull() || body.path("choices").size() > 0) {
      return Optional.empty();
    }
    return Optional.of(of(status(error), body));
  }

  /** The HTTP status that an error inside an answer would have had. */
  private static int status(JsonNode error) {
    var code = error.path("code");
    if (code.isInt() && code.asInt() >= 400 && code.asInt() <= 599) return code.asInt();
    return switch (error.path("type").asString("")) {
      case "invalid_request_error" -> 400;
      case "authentication_error" -> 401;
      case "billing_error" -> 402;
      case "permission_error" -> 403;
      case "not_found_error" -> 404;
      case "request_too_large" -> 413;
      case "rate_limit_error" -> 429;
      case "timeout_error" -> 504;
      case "overloaded_error" -> 529;
      default -> 500;
    };
  }

  private static Refusal of(int status, JsonNode body) {
    var root = body.isArray() ? body.path(0) : body;
    var error = root.path("error").isObject() ? root.path("error") : root;
    var code =
        String.join(
            " ",
            error.path("type").asString(""),
            error.path("code").asString(""),
            error.path("innererror").path("code").asString(""),
            error.path("details").path(0).path("reason").asString(""));
    var words = root.path("error").isString() ? root.path("error") : error.path("message");
    var message = first(words, root.path("error"), root.path("detail"));
    return new Refusal(status, code.toLowerCase(Locale.ROOT), message, pause(error));
  }

  /** Google's {@code RetryInfo}, as in {@code {"retryDelay": "37s"}}. */
  private static @Nullable Duration pause(JsonNode error) {
    for (var detail : error.path("details")) {
      var said = SECONDS.matcher(detail.path("retryDelay").asString(""));
      if (said.matches())
        return Duration.ofSeconds(Long.parseLong(said.group(1)) + (said.group(2) == null ? 0 : 1));
    }
    return null;
  }

  private static String first(JsonNode... candidates) {
    for (var candidate : candidates) {
      if (candidate.isString()) return candidate.asString();
      if (candidate.isContainer() && !candidate.isEmpty()) return candidate.toString();
    }
    return "";
  }

  private static String plainText(Answered answered) {
    return answered.header("content-type").startsWith("text/plain") ? answered.body() : "";
  }

  ModelFault fault() {
    if (unpaid() || code.contains("api_key_invalid")) return ModelFault.UNAUTHENTICATED;
    if (tooLong()) return ModelFault.CONTEXT_OVERFLOW;
    if (FILTERED.matcher(code).find()) return ModelFault.CONTENT_FILTER;
    return switch (status) {
      case 401, 403 -> ModelFault.UNAUTHENTICATED;
      case 408, 504, 524 -> ModelFault.TIMEOUT;
      case 429 -> ModelFault.RATE_LIMIT;
      case 503, 529 -> ModelFault.OVERLOAD;
      default -> status >= 500 ? ModelFault.PROVIDER_ERROR : ModelFault.BAD_REQUEST;
    };
  }

  private boolean unpaid() {
    return status == 402 || UNPAID.matcher(words()).find();
  }

  /** A prompt that no waiting makes fit; OpenAI sends it as 429, llama.cpp also as 500. */
  private boolean tooLong() {
    if (status == 413) return true;
    var fits = status == 400 || status == 422 || status == 429 || status == 500;
    return fits && TOO_LONG.matcher(words()).find();
  }

  private String words() {
    return code + " " + message.toLowerCase(Locale.ROOT);
  }

  /** One line that says what to do, then what the server said. */
  String line() {
    return advice() + " (status " + status + ")" + (message.isBlank() ? "" : ": " + message);
  }

  private String advice() {
    if (unpaid()) return "the account has no quota or credit left; trying again will not help";
    return switch (fault()) {
      case UNAUTHENTICATED -> "the API key was refused; check model.api-key";
      case CONTEXT_OVERFLOW -> "the brief is too long for this model or account";
      case CONTENT_FILTER -> "the provider's content filter refused the request";
      case RATE_LIMIT -> "too many requests or tokens at once";
      case OVERLOAD -> "the provider is overloaded";
      case TIMEOUT -> "the provider gave up waiting for its model";
      case PROVIDER_ERROR -> "the provider failed";
      default -> request();
    };
  }

  private String request() {
    if (status == 404) return "model or address not known; check model.use and model.base-url";
    if (status < 400) return "the server sends elsewhere; redirects are not followed";
    return "the provider refused the request";
  }
}
