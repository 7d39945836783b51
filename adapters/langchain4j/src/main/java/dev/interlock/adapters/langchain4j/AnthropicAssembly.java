package dev.interlock.adapters.langchain4j;

import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts the events of a message of Anthropic's together. */
final class AnthropicAssembly extends Assembly {
  private ObjectNode message = NODES.objectNode();
  private final Map<Integer, Block> blocks = new TreeMap<>();

  /**
   * A block that is being written.
   *
   * @param written its text, or the JSON of its input
   */
  private record Block(ObjectNode start, StringBuilder written) {}

  @Override
  String take(JsonNode event) {
    return switch (event.path("type").asString("")) {
      case "message_start" -> begin(event.path("message"));
      case "content_block_start" -> open(event);
      case "content_block_delta" -> write(event);
      case "message_delta" -> change(event);
      case "message_stop" -> {
        end();
        yield "";
      }
      default -> "";
    };
  }

  private String begin(JsonNode start) {
    if (start instanceof ObjectNode object) message = object.deepCopy();
    return "";
  }

  private String open(JsonNode event) {
    if (!(event.path("content_block") instanceof ObjectNode start)) return "";
    speak();
    var text = start.path("text").asString("");
    blocks.put(index(event), new Block(start.deepCopy(), new StringBuilder(text)));
    return text;
  }

  private String write(JsonNode event) {
    var block = blocks.get(index(event));
    if (block == null) return "";
    var delta = event.path("delta");
    var text = delta.path("text").asString("");
    block.written.append(text).append(delta.path("partial_json").asString(""));
    return block.start.path("type").asString("").equals("text") ? text : "";
  }

  private static int index(JsonNode event) {
    return event.path("index").asInt(0);
  }

  private String change(JsonNode event) {
    var reason = event.path("delta").path("stop_reason");
    if (reason.isString()) message.set("stop_reason", reason);
    if (event.path("usage") instanceof ObjectNode usage) {
      var sum = message.path("usage") instanceof ObjectNode old ? old : message.putObject("usage");
      sum.setAll(usage);
    }
    return "";
  }

  @Override
  ObjectNode soFar() {
    var body = message.deepCopy();
    var content = body.putArray("content");
    for (var block : blocks.values()) {
      var written = block.written.toString();
      if (block.start.path("type").asString("").equals("text")) block.start.put("text", written);
      else if (!written.isEmpty()) block.start.set("input", input(written));
      content.add(block.start);
    }
    return body;
  }

  /** Input that is not JSON stays the text it was. */
  private static JsonNode input(String written) {
    return Body.json(written).orElse(NODES.stringNode(written));
  }
}
