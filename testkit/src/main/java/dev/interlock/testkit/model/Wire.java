package dev.interlock.testkit.model;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** How one protocol writes what a model says. Stateless. */
interface Wire {
  /** Numbers keep their decimals. */
  JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  /** The model that a request asks for. */
  String asked(Received request);

  /** Whether a request asks for the answer in pieces. */
  boolean streams(Received request);

  /** The content type of an answer in pieces. */
  default String streamType() {
    return "text/event-stream";
  }

  /** The body of a whole answer. */
  ObjectNode whole(Completion completion, String model);

  /** An answer in pieces, each as it goes over the wire. The last ones say that it is whole. */
  List<String> pieces(Completion completion, String model);

  /** An error in the middle of an answer in pieces. */
  String errorPiece(String type, String message);

  /** The body of a refusal. */
  JsonNode error(int status, String type, String message);

  /** A server-sent event without a name. */
  static String event(JsonNode data) {
    return "data: " + data + "\n\n";
  }

  /** Text in at least two pieces, if it has two characters. */
  static List<String> split(String text) {
    var pieces = new ArrayList<String>();
    var length = Math.clamp(text.length() / 2, 1, 16);
    for (var at = 0; at < text.length(); at += length) {
      pieces.add(text.substring(at, Math.min(at + length, text.length())));
    }
    return pieces;
  }

  /** Arguments as JSON, or as the text that they are if they are none. */
  static JsonNode arguments(Completion.Call call) {
    try {
      return JSON.readTree(call.arguments());
    } catch (JacksonException _) {
      return JSON.valueToTree(call.arguments());
    }
  }
}
