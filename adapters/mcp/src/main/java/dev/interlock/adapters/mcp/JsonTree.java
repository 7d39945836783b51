package dev.interlock.adapters.mcp;

import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.json.Json;
import java.util.Optional;

/** Reads what may or may not be JSON: a line of a server, a text of a tool. */
final class JsonTree {
  private JsonTree() {}

  /** Returns the tree, or empty if the text is not exactly one JSON value. */
  static Optional<Value> parse(String text) {
    try {
      return Optional.of(Json.parse(text));
    } catch (Json.NotJsonException other) {
      return Optional.empty();
    }
  }
}
