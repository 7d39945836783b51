package dev.interlock.adapters.langchain4j;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts the chunks of {@code streamGenerateContent} together. There is no last event. */
final class GoogleAssembly extends Assembly {
  private final ObjectNode head = NODES.objectNode();
  private final ArrayNode parts = NODES.arrayNode();
  private JsonNode finish = NODES.nullNode();
  private int candidates;

  @Override
  String take(JsonNode event) {
    for (var member : List.of("modelVersion", "usageMetadata", "promptFeedback")) {
      if (event.hasNonNull(member)) head.set(member, event.path(member));
    }
    if (event.path("promptFeedback").hasNonNull("blockReason")) complete();
    var words = new StringBuilder();
    for (var candidate : event.path("candidates")) {
      var index = candidate.path("index").asInt(0);
      candidates = Math.max(candidates, index + 1);
      if (index == 0) words.append(take0(candidate));
    }
    return words.toString();
  }

  private String take0(JsonNode candidate) {
    if (candidate.path("finishReason").isString()) {
      finish = candidate.path("finishReason");
      complete();
    }
    var words = new StringBuilder();
    for (var part : candidate.path("content").path("parts")) {
      speak();
      parts.add(part);
      if (!part.path("thought").asBoolean(false)) words.append(part.path("text").asString(""));
    }
    return words.toString();
  }

  @Override
  ObjectNode soFar() {
    var body = head.deepCopy();
    var array = body.putArray("candidates");
    for (var at = 0; at < candidates; at++) array.addObject();
    if (candidates == 0) return body;
    var first = (ObjectNode) array.get(0);
    first.set("finishReason", finish);
    first.putObject("content").set("parts", parts);
    return body;
  }
}
