package dev.interlock.adapters.langchain4j;

import dev.interlock.adapters.langchain4j.Envelope.Finish;
import dev.interlock.adapters.langchain4j.Envelope.Said;
import dev.interlock.adapters.langchain4j.Envelope.Stop;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads an answer of Ollama's {@code /api/chat}. */
final class OllamaEnvelope {
  private OllamaEnvelope() {}

  static Optional<Envelope> of(JsonNode body) {
    var message = body.path("message");
    if (!message.isObject()) return Optional.empty();
    var word = body.path("done_reason").asString("");
    var input = Tokens.of(body.path("prompt_eval_count"));
    return Optional.of(
        new Envelope(
            1,
            new Said(message.path("content").asString(""), calls(message)),
            new Stop(finish(word), word),
            body.path("model").asString(""),
            Tokens.usage(input, 0, Tokens.of(body.path("eval_count")))));
  }

  private static List<ToolExecutionRequest> calls(JsonNode message) {
    var calls = new ArrayList<ToolExecutionRequest>();
    for (var call : message.path("tool_calls")) {
      var function = call.path("function");
      calls.add(Calls.of(call.path("id"), function.path("name"), function.path("arguments")));
    }
    return calls;
  }

  private static Finish finish(String word) {
    return switch (word) {
      case "stop" -> Finish.DONE;
      case "length" -> Finish.CUT;
      case "" -> Finish.UNSAID;
      default -> Finish.UNKNOWN;
    };
  }
}
