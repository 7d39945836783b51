package dev.interlock.adapters.langchain4j;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts the lines of Ollama's {@code /api/chat} together. */
final class OllamaAssembly extends Assembly {
  private ObjectNode last = NODES.objectNode();
  private final StringBuilder content = new StringBuilder();
  private final ArrayNode calls = NODES.arrayNode();

  @Override
  String take(JsonNode event) {
    if (event instanceof ObjectNode object) last = object.deepCopy();
    var message = event.path("message");
    for (var call : message.path("tool_calls")) calls.add(call);
    if (!calls.isEmpty() || !message.path("thinking").asString("").isEmpty()) speak();
    var words = message.path("content").asString("");
    content.append(words);
    if (event.path("done").asBoolean(false)) end();
    return words;
  }

  @Override
  ObjectNode soFar() {
    var message = last.putObject("message").put("content", content.toString());
    message.set("tool_calls", calls);
    return last;
  }
}
