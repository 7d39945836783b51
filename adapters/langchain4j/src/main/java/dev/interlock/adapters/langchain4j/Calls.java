package dev.interlock.adapters.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads tool calls. */
final class Calls {
  private Calls() {}

  /**
   * Reads a call.
   *
   * @param arguments text that ought to be JSON, or JSON itself, whose numbers keep their decimals
   */
  static ToolExecutionRequest of(JsonNode id, JsonNode name, JsonNode arguments) {
    return ToolExecutionRequest.builder()
        .id(text(id))
        .name(name.asString(""))
        .arguments(arguments.isContainer() ? arguments.toString() : arguments.asString(""))
        .build();
  }

  private static @Nullable String text(JsonNode id) {
    return id.isString() ? id.asString() : null;
  }
}
