package dev.interlock.adapters.langchain4j;

import dev.interlock.adapters.langchain4j.Envelope.Finish;
import dev.interlock.adapters.langchain4j.Envelope.Said;
import dev.interlock.adapters.langchain4j.Envelope.Stop;
import dev.interlock.kernel.charter.Usage;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads a chat completion. */
final class OpenAiEnvelope {
  private OpenAiEnvelope() {}

  static Optional<Envelope> of(JsonNode body) {
    var choices = body.path("choices");
    var message = choices.path(0).path("message");
    if (!choices.isArray() || (!choices.isEmpty() && !message.isObject())) return Optional.empty();
    var word = choices.path(0).path("finish_reason").asString("").toLowerCase(Locale.ROOT);
    return Optional.of(
        new Envelope(
            choices.size(),
            new Said(message.path("content").asString(""), calls(message)),
            new Stop(finish(word), word, message.path("refusal").asString("")),
            body.path("model").asString(""),
            usage(body.path("usage"))));
  }

  private static List<ToolExecutionRequest> calls(JsonNode message) {
    var calls = new ArrayList<ToolExecutionRequest>();
    for (var call : message.path("tool_calls")) {
      var function = call.path("function");
      calls.add(Calls.of(call.path("id"), function.path("name"), function.path("arguments")));
    }
    var old = message.path("function_call");
    if (old.isObject())
      calls.add(Calls.of(old.path("id"), old.path("name"), old.path("arguments")));
    return calls;
  }

  /** OpenAI's words first; the others were seen at compatible servers. */
  private static Finish finish(String word) {
    return switch (word) {
      case "stop", "eos", "eos_token", "end_turn", "stop_sequence" -> Finish.DONE;
      case "tool_calls", "function_call", "tool_use" -> Finish.CALLED;
      case "length", "max_tokens", "model_length" -> Finish.CUT;
      case "content_filter", "safety" -> Finish.FILTERED;
      case "" -> Finish.UNSAID;
      default -> Finish.UNKNOWN;
    };
  }

  /**
   * Reads the tokens. Where the total is more than its parts, the rest is hidden reasoning that the
   * provider counts apart (xAI, Google), and belongs to what was written.
   */
  private static @Nullable Usage usage(JsonNode usage) {
    var input = Tokens.of(usage.path("prompt_tokens"));
    var written = Tokens.of(usage.path("completion_tokens"));
    if (written < 0) return null;
    var output = Math.max(written, Tokens.of(usage.path("total_tokens")) - input);
    var details = usage.path("prompt_tokens_details").path("cached_tokens");
    var cached = Math.max(Tokens.of(details), Tokens.of(usage.path("prompt_cache_hit_tokens")));
    return Tokens.usage(input, cached, output);
  }
}
