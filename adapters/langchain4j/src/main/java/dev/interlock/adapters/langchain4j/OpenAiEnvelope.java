package dev.interlock.adapters.langchain4j;

import dev.interlock.adapters.langchain4j.Envelope.Finish;
import dev.interlock.kernel.charter.Usage;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads what stands around the words of a chat completion. */
final class OpenAiEnvelope {
  private OpenAiEnvelope() {}

  static Envelope of(JsonNode body) {
    var choices = body.path("choices");
    var message = choices.path(0).path("message");
    var calls =
        message.path("tool_calls").size() + (message.path("function_call").isObject() ? 1 : 0);
    var said = choices.path(0).path("finish_reason").asString("").toLowerCase(Locale.ROOT);
    return new Envelope(
        choices.size(),
        calls,
        finish(said),
        said,
        message.path("refusal").asString(""),
        usage(body.path("usage")));
  }

  /** OpenAI's words first; the others were seen at compatible servers. */
  private static Finish finish(String said) {
    return switch (said) {
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
   * provider counts apart (xAI, Google), and belongs to what was written. No input at all cannot
   * be: such a server does not count.
   */
  private static @Nullable Usage usage(JsonNode usage) {
    var input = tokens(usage.path("prompt_tokens"));
    var written = tokens(usage.path("completion_tokens"));
    if (input <= 0 || written < 0) return null;
    var output = Math.max(written, tokens(usage.path("total_tokens")) - input);
    var details = usage.path("prompt_tokens_details").path("cached_tokens");
    var cached = Math.max(tokens(details), tokens(usage.path("prompt_cache_hit_tokens")));
    return new Usage(input, Math.clamp(cached, 0, input), output);
  }

  /** Returns -1 for what is no number of tokens. */
  private static long tokens(JsonNode node) {
    return node.isIntegralNumber() && node.canConvertToLong() ? Math.max(node.asLong(), -1) : -1;
  }
}
