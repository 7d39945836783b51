package dev.interlock.adapters.langchain4j;

import dev.interlock.adapters.langchain4j.Envelope.Finish;
import dev.interlock.adapters.langchain4j.Envelope.Said;
import dev.interlock.adapters.langchain4j.Envelope.Stop;
import dev.interlock.kernel.charter.Usage;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads an answer of {@code generateContent}. */
final class GoogleEnvelope {
  private GoogleEnvelope() {}

  static Optional<Envelope> of(JsonNode body) {
    var model = body.path("modelVersion").asString("");
    var usage = usage(body.path("usageMetadata"));
    var blocked = body.path("promptFeedback").path("blockReason").asString("");
    if (!blocked.isEmpty()) {
      var stop = new Stop(Finish.FILTERED, blocked);
      return Optional.of(new Envelope(1, new Said("", List.of()), stop, model, usage));
    }
    var candidates = body.path("candidates");
    var first = candidates.path(0);
    if (!candidates.isArray() || (!candidates.isEmpty() && !first.isObject())) {
      return Optional.empty();
    }
    var word = first.path("finishReason").asString("");
    return Optional.of(
        new Envelope(
            candidates.size(),
            said(first.path("content").path("parts")),
            new Stop(finish(word), word),
            model,
            usage));
  }

  private static Said said(JsonNode parts) {
    var text = new StringBuilder();
    var calls = new ArrayList<ToolExecutionRequest>();
    for (var part : parts) {
      var call = part.path("functionCall");
      if (call.isObject()) {
        calls.add(Calls.of(call.path("id"), call.path("name"), call.path("args")));
      } else if (!part.path("thought").asBoolean(false)) {
        text.append(part.path("text").asString(""));
      }
    }
    return new Said(text.toString(), calls);
  }

  private static Finish finish(String word) {
    return switch (word) {
      case "STOP" -> Finish.DONE;
      case "MAX_TOKENS" -> Finish.CUT;
      case "SAFETY", "RECITATION", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII" -> Finish.FILTERED;
      case "" -> Finish.UNSAID;
      default -> Finish.UNKNOWN;
    };
  }

  /** Google counts cached tokens among the prompt, and hidden reasoning apart from the answer. */
  private static @Nullable Usage usage(JsonNode usage) {
    var prompt = Tokens.of(usage.path("promptTokenCount"));
    if (prompt < 0) return null;
    var input = prompt + Tokens.orNone(usage.path("toolUsePromptTokenCount"));
    var output =
        Tokens.orNone(usage.path("candidatesTokenCount"))
            + Tokens.orNone(usage.path("thoughtsTokenCount"));
    return Tokens.usage(input, Tokens.orNone(usage.path("cachedContentTokenCount")), output);
  }
}
