package dev.interlock.testkit.model;

import dev.interlock.testkit.model.Completion.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Google's {@code generateContent}. */
final class GoogleWire implements Wire {

  /** As in {@code /v1beta/models/gemini-2.5-flash:generateContent}. */
  @Override
  public String asked(Received request) {
    var path = request.path();
    return path.substring(path.lastIndexOf('/') + 1, path.lastIndexOf(':'));
  }

  @Override
  public boolean streams(Received request) {
    return request.path().endsWith(":streamGenerateContent");
  }

  @Override
  public ObjectNode whole(Completion said, String model) {
    var root = JSON.createObjectNode();
    var candidates = root.putArray("candidates");
    for (var index = 0; index < said.choices(); index++) {
      var parts = candidate(candidates, index).put("finishReason", finish(said));
      var written = parts(parts);
      if (said.text() != null) written.addObject().put("text", said.text());
      calls(said, written);
    }
    if (said.usage() != null) write(root.putObject("usageMetadata"), said.usage());
    return root.put("modelVersion", model);
  }

  private static ObjectNode candidate(ArrayNode candidates, int index) {
    return candidates.addObject().put("index", index);
  }

  private static ArrayNode parts(ObjectNode candidate) {
    return candidate.putObject("content").put("role", "model").putArray("parts");
  }

  private static void calls(Completion said, ArrayNode parts) {
    for (var call : said.calls()) {
      var function = parts.addObject().putObject("functionCall");
      if (call.id() != null) function.put("id", call.id());
      function.put("name", call.name()).set("args", Wire.arguments(call));
    }
  }

  private static String finish(Completion said) {
    return Objects.requireNonNullElse(said.finish(), "STOP");
  }

  private static void write(ObjectNode node, Tokens tokens) {
    node.put("promptTokenCount", tokens.prompt());
    node.put("cachedContentTokenCount", tokens.cached());
    node.put("candidatesTokenCount", tokens.completion());
    node.put("totalTokenCount", tokens.prompt() + tokens.completion());
  }

  @Override
  public List<String> pieces(Completion said, String model) {
    var pieces = new ArrayList<String>();
    for (var index = 0; index < said.choices(); index++) {
      if (said.text() != null) {
        for (var text : Wire.split(said.text())) {
          var chunk = JSON.createObjectNode();
          parts(candidate(chunk.putArray("candidates"), index)).addObject().put("text", text);
          pieces.add(Wire.event(chunk.put("modelVersion", model)));
        }
      }
      var last = JSON.createObjectNode();
      var candidate = candidate(last.putArray("candidates"), index);
      calls(said, parts(candidate));
      candidate.put("finishReason", finish(said));
      if (said.usage() != null) write(last.putObject("usageMetadata"), said.usage());
      pieces.add(Wire.event(last.put("modelVersion", model)));
    }
    return pieces;
  }

  @Override
  public String errorPiece(String type, String message) {
    return Wire.event(error(503, type, message));
  }

  @Override
  public JsonNode error(int status, String type, String message) {
    var root = JSON.createObjectNode();
    root.putObject("error").put("code", status).put("message", message).put("status", type);
    return root;
  }
}
