package dev.interlock.testkit.model;

import dev.interlock.testkit.model.Completion.Call;
import dev.interlock.testkit.model.Completion.Tokens;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** OpenAI's chat completions. */
final class OpenAiWire implements Wire {

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
    var root = head("chat.completion", model);
    var choices = root.putArray("choices");
    for (var index = 0; index < said.choices(); index++) {
      var choice = choices.addObject().put("index", index);
      var message =
          choice.putObject("message").put("role", "assistant").put("content", said.text());
      if (!said.calls().isEmpty()) {
        var array = message.putArray("tool_calls");
        for (var call : said.calls()) write(array.addObject(), call, call.arguments());
      }
      choice.put("finish_reason", finish(said));
    }
    if (said.usage() != null) write(root.putObject("usage"), said.usage());
    return root;
  }

  private static ObjectNode head(String object, String model) {
    return JSON.createObjectNode()
        .put("id", "chatcmpl-fake")
        .put("object", object)
        .put("created", 0)
        .put("model", model);
  }

  private static String finish(Completion said) {
    if (said.finish() != null) return said.finish();
    return said.calls().isEmpty() ? "stop" : "tool_calls";
  }

  private static void write(ObjectNode node, Call call, String arguments) {
    if (call.id() != null) node.put("id", call.id());
    node.put("type", "function");
    node.putObject("function").put("name", call.name()).put("arguments", arguments);
  }

  private static void write(ObjectNode node, Tokens tokens) {
    node.put("prompt_tokens", tokens.prompt()).put("completion_tokens", tokens.completion());
    node.put("total_tokens", tokens.prompt() + tokens.completion());
    node.putObject("prompt_tokens_details").put("cached_tokens", tokens.cached());
  }

  @Override
  public List<String> pieces(Completion said, String model) {
    var pieces = new ArrayList<String>();
    for (var index = 0; index < said.choices(); index++) choice(said, model, index, pieces);
    if (said.usage() != null) {
      var last = head("chat.completion.chunk", model);
      last.putArray("choices");
      write(last.putObject("usage"), said.usage());
      pieces.add(Wire.event(last));
    }
    pieces.add("data: [DONE]\n\n");
    return pieces;
  }

  private static void choice(Completion said, String model, int index, List<String> pieces) {
    var deltas = new ArrayList<ObjectNode>();
    deltas.add(JSON.createObjectNode().put("role", "assistant").put("content", ""));
    if (said.text() != null) {
      for (var text : Wire.split(said.text())) {
        deltas.add(JSON.createObjectNode().put("content", text));
      }
    }
    for (var at = 0; at < said.calls().size(); at++) deltas(said.calls().get(at), at, deltas);
    for (var delta : deltas) pieces.add(chunk(model, index, delta, null));
    pieces.add(chunk(model, index, JSON.createObjectNode(), finish(said)));
  }

  private static void deltas(Call call, int at, List<ObjectNode> deltas) {
    var first = JSON.createObjectNode();
    write(first.putArray("tool_calls").addObject().put("index", at), call, "");
    deltas.add(first);
    for (var part : Wire.split(call.arguments())) {
      var next = JSON.createObjectNode();
      var piece = next.putArray("tool_calls").addObject().put("index", at);
      piece.putObject("function").put("arguments", part);
      deltas.add(next);
    }
  }

  private static String chunk(String model, int index, ObjectNode delta, @Nullable String finish) {
    var chunk = head("chat.completion.chunk", model);
    var choice = chunk.putArray("choices").addObject().put("index", index);
    choice.set("delta", delta);
    choice.put("finish_reason", finish);
    return Wire.event(chunk);
  }

  @Override
  public String errorPiece(String type, String message) {
    return Wire.event(error(500, type, message));
  }

  @Override
  public JsonNode error(int status, String type, String message) {
    var root = JSON.createObjectNode();
    root.putObject("error").put("message", message).put("type", type).put("code", type);
    return root;
  }
}
