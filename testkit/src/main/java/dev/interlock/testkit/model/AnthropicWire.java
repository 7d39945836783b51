package dev.interlock.testkit.model;

import dev.interlock.testkit.model.Completion.Call;
import dev.interlock.testkit.model.Completion.Tokens;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Anthropic's messages. There is one answer to a request, whatever was said. */
final class AnthropicWire implements Wire {

  @Override
  public String asked(Received request) {
    return request.json().path("model").asString("");
  }

  @Override
  public boolean streams(Received request) {
    return request.json().path("stream").asBoolean(false);
  }

  @Override
  public ObjectNode whole(Completion said, String model) {
    var root = head(model);
    var content = root.putArray("content");
    if (said.text() != null) content.addObject().put("type", "text").put("text", said.text());
    for (var call : said.calls()) {
      var block = content.addObject();
      open(block, call);
      block.set("input", Wire.arguments(call));
    }
    root.put("stop_reason", finish(said));
    if (said.usage() != null) write(root.putObject("usage"), said.usage());
    return root;
  }

  private static ObjectNode head(String model) {
    return JSON.createObjectNode()
        .put("id", "msg_fake")
        .put("type", "message")
        .put("role", "assistant")
        .put("model", model);
  }

  private static void open(ObjectNode block, Call call) {
    block.put("type", "tool_use");
    if (call.id() != null) block.put("id", call.id());
    block.put("name", call.name());
  }

  private static String finish(Completion said) {
    if (said.finish() != null) return said.finish();
    return said.calls().isEmpty() ? "end_turn" : "tool_use";
  }

  /** Cached tokens are counted apart from the others. */
  private static void write(ObjectNode node, Tokens tokens) {
    node.put("input_tokens", tokens.prompt() - tokens.cached());
    node.put("cache_creation_input_tokens", 0);
    node.put("cache_read_input_tokens", tokens.cached());
    node.put("output_tokens", tokens.completion());
  }

  @Override
  public List<String> pieces(Completion said, String model) {
    var pieces = new ArrayList<String>();
    var start = typed("message_start");
    var message = head(model);
    message.putArray("content");
    message.putNull("stop_reason");
    if (said.usage() != null) {
      write(message.putObject("usage"), said.usage());
      ((ObjectNode) message.path("usage")).put("output_tokens", 1);
    }
    start.set("message", message);
    pieces.add(event(start));
    var index = 0;
    if (said.text() != null) text(said.text(), index++, pieces);
    for (var call : said.calls()) call(call, index++, pieces);
    var delta = typed("message_delta");
    delta.putObject("delta").put("stop_reason", finish(said)).putNull("stop_sequence");
    if (said.usage() != null) {
      delta.putObject("usage").put("output_tokens", said.usage().completion());
    }
    pieces.add(event(delta));
    pieces.add(event(typed("message_stop")));
    return pieces;
  }

  private static void text(String text, int index, List<String> pieces) {
    var start = typed("content_block_start").put("index", index);
    start.putObject("content_block").put("type", "text").put("text", "");
    pieces.add(event(start));
    for (var part : Wire.split(text)) pieces.add(delta(index, "text_delta", "text", part));
    pieces.add(event(typed("content_block_stop").put("index", index)));
  }

  private static void call(Call call, int index, List<String> pieces) {
    var start = typed("content_block_start").put("index", index);
    var block = start.putObject("content_block");
    open(block, call);
    block.putObject("input");
    pieces.add(event(start));
    for (var part : Wire.split(call.arguments())) {
      pieces.add(delta(index, "input_json_delta", "partial_json", part));
    }
    pieces.add(event(typed("content_block_stop").put("index", index)));
  }

  private static String delta(int index, String type, String member, String part) {
    var delta = typed("content_block_delta").put("index", index);
    delta.putObject("delta").put("type", type).put(member, part);
    return event(delta);
  }

  private static ObjectNode typed(String type) {
    return JSON.createObjectNode().put("type", type);
  }

  private static String event(JsonNode data) {
    return "event: " + data.path("type").asString() + "\n" + Wire.event(data);
  }

  @Override
  public String errorPiece(String type, String message) {
    return event(error(529, type, message));
  }

  @Override
  public JsonNode error(int status, String type, String message) {
    var root = typed("error");
    root.putObject("error").put("type", type).put("message", message);
    return root;
  }
}
