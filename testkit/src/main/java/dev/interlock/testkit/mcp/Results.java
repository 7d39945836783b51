package dev.interlock.testkit.mcp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Forms of a {@code CallToolResult}. */
final class Results {
  private Results() {}

  /** As the standard wants it: the structure, and the same as text for old clients. */
  static Map<String, ?> structured(Map<String, ? extends @Nullable Object> structure) {
    return Map.of("content", List.of(block(Json.write(structure))), "structuredContent", structure);
  }

  static Map<String, ?> text(String text) {
    return texts(List.of(text));
  }

  static Map<String, ?> texts(List<String> texts) {
    var blocks = new ArrayList<Map<String, ?>>();
    for (var text : texts) blocks.add(block(text));
    return Map.of("content", blocks);
  }

  static Map<String, ?> error(String text) {
    return Map.of("content", List.of(block(text)), "isError", true);
  }

  private static Map<String, ?> block(String text) {
    return Map.of("type", "text", "text", text);
  }
}
