package dev.interlock.adapters.langchain4j;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts the pieces of a stream together to the body that the same answer has when it comes whole, so
 * that one reader judges both. For one thread.
 */
abstract class Assembly {
  static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private @Nullable JsonNode error;
  private boolean spoken;
  private boolean whole;
  private boolean over;

  /** Adds an event; returns its words of the answer, empty if it has none. */
  final String add(JsonNode event) {
    if (event.hasNonNull("error")) {
      error = event.path("error");
      over = true;
      return "";
    }
    var words = take(event);
    if (!words.isEmpty()) spoken = true;
    return words;
  }

  /** Adds an event that is no error; returns its words of the answer. */
  abstract String take(JsonNode event);

  /** What there is so far, in the shape of a whole answer. */
  abstract ObjectNode soFar();

  /** Notes that the model has begun to write, be it a call or hidden reasoning. */
  final void speak() {
    spoken = true;
  }

  /** Notes that nothing of the answer is missing any more. */
  final void complete() {
    whole = true;
  }

  /** Notes that nothing more will come. */
  final void end() {
    whole = true;
    over = true;
  }

  boolean spoken() {
    return spoken;
  }

  boolean whole() {
    return whole;
  }

  /** Whether to stop reading: the last event was seen, or an error. */
  boolean over() {
    return over;
  }

  /** The body of the answer, or of the error that ended it. */
  final JsonNode body() {
    var body = soFar();
    if (error != null) {
      body.remove("choices");
      body.set("error", error);
    }
    return body;
  }
}
