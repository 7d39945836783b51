package dev.interlock.testkit.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Ollama's {@code /api/chat}. There is one answer to a request, and no word of cached tokens,
 * whatever was said.
 */
final class OllamaWire implements Wire {

  @Override
  public String asked(Received request) {
    return request.json().path("model").asString("");
  }

  /** Ollama streams unless it is told not to. */
  @Override
  public boolean streams(Received request) {
    return request.json().path("stream").asBoolean(true);
  }

  @Override
  public String streamType() {
    return "application/x-ndjson";
  }

  @Override
  public ObjectNode whole(Completion said, String model) {
    var root = line(model, said.text() == null ? "" : said.text());
    calls(said, (ObjectNode) root.path("message"));
    return done(root, said);
  }

  private static ObjectNode line(String model, String content) {
    var root =
        JSON.createObjectNode().put("model", model).put("created_at", "2026-01-01T00:00:00Z");
    root.putObject("message").put("role", "assistant").put("content", content);
    return root.put("done", false);
  }

  private static void calls(Completion said, ObjectNode message) {
    if (said.calls().isEmpty()) return;
    var array = message.putArray("tool_calls");
    for (var call : said.calls()) {
      var entry = array.addObject();
      if (call.id() != null) entry.put("id", call.id());
      entry.putObject("function").put("name", call.name()).set("arguments", Wire.arguments(call));
    }
  }

  private static ObjectNode done(ObjectNode line, Completion said) {
    line.put("done", true).put("done_reason", Objects.requireNonNullElse(said.finish(), "stop"));
    if (said.usage() != null) {
      line.put("prompt_eval_count", said.usage().prompt());
      line.put("eval_count", said.usage().completion());
    }
    return line;
  }

  @Override
  public List<String> pieces(Completion said, String model) {
    var pieces = new ArrayList<String>();
    if (said.text() != null) {
      for (var text : Wire.split(said.text())) pieces.add(line(model, text) + "\n");
    }
    if (!said.calls().isEmpty()) {
      var line = line(model, "");
      calls(said, (ObjectNode) line.path("message"));
      pieces.add(line + "\n");
    }
    pieces.add(done(line(model, ""), said) + "\n");
    return pieces;
  }

  @Override
  public String errorPiece(String type, String message) {
    return error(500, type, message) + "\n";
  }

  @Override
  public JsonNode error(int status, String type, String message) {
    return JSON.createObjectNode().put("error", message);
  }
}
