package dev.interlock.adapters.langchain4j.fault;

import static dev.interlock.testkit.model.Behaviour.calls;
import static dev.interlock.testkit.model.Behaviour.refused;
import static dev.interlock.testkit.model.Behaviour.reply;

import dev.interlock.testkit.model.Behaviour;
import dev.interlock.testkit.model.Completion.Call;
import dev.interlock.testkit.model.Protocol;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A cell: one fault at one provider. */
record Cell(Fault fault, Protocol protocol) {
  static final String ANOTHER = "another-model";
  static final String SAID = "All is well with the order.";

  static Stream<Cell> all() {
    return Arrays.stream(Fault.values())
        .flatMap(fault -> Arrays.stream(Protocol.values()).map(way -> new Cell(fault, way)));
  }

  @Override
  public String toString() {
    return fault.words() + " at " + protocol;
  }

  /** Why the protocol cannot express the fault; null if it can. */
  @Nullable String notApplicable() {
    return switch (fault) {
      case CONTENT_FILTER ->
          protocol == Protocol.OLLAMA ? "no filter of its own, no word for one" : null;
      case TWO_CHOICES ->
          protocol == Protocol.ANTHROPIC || protocol == Protocol.OLLAMA
              ? "an answer is one message"
              : null;
      default -> null;
    };
  }

  /** What the server does. */
  Behaviour behaviour() {
    return switch (fault) {
      case UNAUTHORISED -> refused(401, Map.of(), "authentication_error", "no such key");
      case FORBIDDEN -> refused(403, Map.of(), "permission_error", "not for this key");
      case REQUEST_TIMEOUT -> refused(408, Map.of(), "timeout_error", "took too long");
      case RATE_LIMIT -> refused(429, Map.of(), "rate_limit_error", "slow down");
      case RATE_LIMIT_WITH_PAUSE -> rateLimitWithPause();
      case SERVER_ERROR -> refused(500, Map.of(), "api_error", "broken");
      case OVERLOAD -> refused(overloaded(), Map.of(), "overloaded_error", "too much");
      case HANG -> Behaviour.hang();
      case DRIP -> Behaviour.drip();
      case CUT -> Behaviour.cutInBody();
      case INVALID_JSON -> Behaviour.rawBody("application/json", "{\"half\":");
      case CONTENT_TYPE -> Behaviour.rawBody("text/html", "<html>");
      case NO_USAGE -> reply(SAID).withoutUsage();
      case NULL_IDS -> calls(look(null), look(null));
      case DUPLICATE_IDS -> calls(look("a"), look("a"));
      case FINISH_REASON -> reply(SAID).finishing("abort");
      case CONTENT_FILTER -> reply(SAID).finishing(filtered());
      case CONTEXT_OVERFLOW -> contextOverflow();
      case EMPTY -> reply("");
      case TRUNCATED -> reply(SAID).finishing(cut());
      case TWO_CHOICES -> reply(SAID).times(2);
      case TEN_MEGABYTES -> reply("a".repeat(10_000_000));
      case ANOTHER_NAME -> reply(SAID).as(ANOTHER);
    };
  }

  private static Call look(@Nullable String id) {
    return new Call(id, "get_order", "{\"order_id\":\"o-1\"}");
  }

  /** Google asks for a pause in the body, the others in a header. */
  private Behaviour rateLimitWithPause() {
    if (protocol != Protocol.GOOGLE) {
      return refused(429, Map.of("Retry-After", "1"), "rate_limit_error", "slow down");
    }
    return Behaviour.status(
        429,
        """
        {"error":{"code":429,"message":"slow down","status":"RESOURCE_EXHAUSTED","details":[
          {"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"1s"}]}}
        """);
  }

  private int overloaded() {
    return protocol == Protocol.ANTHROPIC ? 529 : 503;
  }

  private String filtered() {
    return switch (protocol) {
      case OPENAI -> "content_filter";
      case ANTHROPIC -> "refusal";
      case GOOGLE -> "SAFETY";
      case OLLAMA -> throw new IllegalStateException(notApplicable());
    };
  }

  private String cut() {
    return switch (protocol) {
      case OPENAI, OLLAMA -> "length";
      case ANTHROPIC -> "max_tokens";
      case GOOGLE -> "MAX_TOKENS";
    };
  }

  /** In the words of each provider, as published. */
  private Behaviour contextOverflow() {
    return switch (protocol) {
      case OPENAI ->
          refused(400, Map.of(), "context_length_exceeded", "maximum context length is 8192");
      case ANTHROPIC ->
          refused(
              400,
              Map.of(),
              "invalid_request_error",
              "prompt is too long: 210000 tokens > 200000 maximum");
      case GOOGLE ->
          refused(
              400,
              Map.of(),
              "INVALID_ARGUMENT",
              "The input token count (1200000) exceeds the maximum number of tokens allowed");
      case OLLAMA ->
          refused(400, Map.of(), "", "prompt too long; exceeded max context length by 12 tokens");
    };
  }
}
