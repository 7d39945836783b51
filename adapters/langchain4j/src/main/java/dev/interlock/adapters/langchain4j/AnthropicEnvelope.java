package dev.interlock.adapters.langchain4j;

import dev.interlock.adapters.langchain4j.Envelope.Finish;
import dev.interlock.adapters.langchain4j.Envelope.Said;
import dev.interlock.adapters.langchain4j.Envelope.Stop;
import dev.interlock.kernel.charter.Usage;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import java.util.ArrayList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads a message of Anthropic's. */
final class AnthropicEnvelope {
  private AnthropicEnvelope() {}

  static Optional<Envelope> of(JsonNode body) {
    var content = body.path("content");
    if (!content.isArray()) return Optional.empty();
    var word = body.path("stop_reason").asString("");
    return Optional.of(
        new Envelope(
            1,
            said(content),
            new Stop(finish(word), word),
            body.path("model").asString(""),
            usage(body.path("usage"))));
  }

  private static Said said(JsonNode content) {
    var text = new StringBuilder();
    var calls = new ArrayList<ToolExecutionRequest>();
    for (var block : content) {
      switch (block.path("type").asString("")) {
        case "text" -> text.append(block.path("text").asString(""));
        case "tool_use" ->
            calls.add(Calls.of(block.path("id"), block.path("name"), block.path("input")));
        default -> {} // hidden reasoning
      }
    }
    return new Said(text.toString(), calls);
  }

  private static Finish finish(String word) {
    return switch (word) {
      case "end_turn", "stop_sequence" -> Finish.DONE;
      case "tool_use" -> Finish.CALLED;
      case "max_tokens", "model_context_window_exceeded" -> Finish.CUT;
      case "refusal" -> Finish.FILTERED;
      case "" -> Finish.UNSAID;
      default -> Finish.UNKNOWN;
    };
  }

  /** Anthropic counts what it read from its cache, and what it wrote to it, apart from the rest. */
  static @Nullable Usage usage(JsonNode usage) {
    var fresh = Tokens.of(usage.path("input_tokens"));
    if (fresh < 0) return null;
    var read = Tokens.orNone(usage.path("cache_read_input_tokens"));
    var written = Tokens.orNone(usage.path("cache_creation_input_tokens"));
    return Tokens.usage(fresh + read + written, read, Tokens.of(usage.path("output_tokens")));
  }
}
