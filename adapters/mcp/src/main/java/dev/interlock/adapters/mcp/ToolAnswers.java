package dev.interlock.adapters.mcp;

import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.effect.ToolSource.Answer;
import dev.interlock.runtime.effect.ToolSource.Failed;
import dev.interlock.runtime.effect.ToolSource.Returned;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Translates what a server says of a call. */
final class ToolAnswers {
  /** With these a server says that it understood no call; so it cannot have begun one. */
  private static final Set<Integer> NOT_BEGUN =
      Set.of(
          ErrorCodes.PARSE_ERROR,
          ErrorCodes.INVALID_REQUEST,
          ErrorCodes.METHOD_NOT_FOUND,
          ErrorCodes.INVALID_PARAMS);

  private final ServerLabel label;

  ToolAnswers(ServerLabel label) {
    this.label = label;
  }

  /** Translates a {@code CallToolResult}, which may itself say that the tool failed. */
  Answer of(Value.Obj result) {
    var contents = result.get("content").orElse(Value.Null.NULL);
    if (result.get("isError").orElse(Value.Null.NULL).equals(Value.of(true))) {
      return failed(ToolFault.TOOL_ERROR, errorText(contents));
    }
    var structured = result.get("structuredContent").orElse(Value.Null.NULL);
    if (!(structured instanceof Value.Null)) return new Returned(structured);
    if (!(contents instanceof Value.Arr(var items))) {
      return failed(ToolFault.MALFORMED, "answer has neither content nor structuredContent");
    }
    return new Returned(items.size() == 1 ? only(items.getFirst()) : all(items));
  }

  /** Translates a {@code ReadResourceResult}: text alone, since nothing else fits into a brief. */
  Answer ofResource(Value.Obj result) {
    if (!(result.get("contents").orElse(Value.Null.NULL) instanceof Value.Arr(var items))
        || items.isEmpty()) {
      return failed(ToolFault.MALFORMED, "answer has no contents");
    }
    for (var item : items) {
      if (item instanceof Value.Obj object
          && object.get("text").orElse(Value.Null.NULL) instanceof Value.Text) {
        continue;
      }
      var type =
          item instanceof Value.Obj object ? object.get("mimeType") : Optional.<Value>empty();
      return failed(
          ToolFault.MALFORMED,
          "the resource is binary ("
              + type.orElse(Value.of("of no stated type")).json()
              + "); only text is read");
    }
    return new Returned(
        items.size() == 1 && items.getFirst() instanceof Value.Obj object
            ? tree(text(object))
            : all(items));
  }

  /**
   * Translates a JSON-RPC error. The four codes that refuse the request itself are REFUSED. Any
   * other, as {@code -32603} internal error, is the MCP form of an HTTP 5xx: the server broke off
   * at a place that nobody knows, so the effect is in doubt and the fault is NETWORK. Only {@code
   * isError} is the tool's own word that it failed.
   */
  Answer of(McpError failure) {
    var error = failure.getJsonRpcError();
    if (error.data() instanceof Breakage(var fault, var retryAfter)) {
      return failed(fault, String.valueOf(error.message()), retryAfter);
    }
    var message = "error " + error.code() + ": " + error.message();
    return failed(
        NOT_BEGUN.contains(error.code()) ? ToolFault.REFUSED : ToolFault.NETWORK, message);
  }

  /** As {@link #of(McpError)}, of a resource: one that is not there will not be there next time. */
  Answer ofResource(McpError failure) {
    var error = failure.getJsonRpcError();
    return error.code() == ErrorCodes.RESOURCE_NOT_FOUND
        ? failed(ToolFault.NOT_FOUND, "error " + error.code() + ": " + error.message())
        : of(failure);
  }

  Failed failed(ToolFault fault, String message) {
    return failed(fault, message, null);
  }

  Failed failed(ToolFault fault, String message, @Nullable Duration retryAfter) {
    return new Failed(fault, label.oneLine(label.name() + ": " + message), retryAfter);
  }

  private static Value only(Value item) {
    if (!(item instanceof Value.Obj object) || !isText(object)) return all(List.of(item));
    return tree(text(object));
  }

  /** The JSON object or list that the text is; the text itself if it is none. */
  private static Value tree(String text) {
    return JsonTree.parse(text)
        .filter(tree -> tree instanceof Value.Obj || tree instanceof Value.Arr)
        .orElseGet(() -> Value.Obj.EMPTY.with("text", Value.of(text)));
  }

  private static Value all(List<Value> items) {
    return Value.Obj.EMPTY.with("content", new Value.Arr(items));
  }

  private static String errorText(Value contents) {
    if (!(contents instanceof Value.Arr(var items))) return "the tool failed and did not say why";
    return items.stream()
        .filter(item -> item instanceof Value.Obj object && isText(object))
        .map(item -> text((Value.Obj) item))
        .collect(Collectors.joining(" "));
  }

  private static boolean isText(Value.Obj item) {
    return item.get("type").orElse(Value.Null.NULL).equals(Value.of("text"))
        && item.get("text").orElse(Value.Null.NULL) instanceof Value.Text;
  }

  private static String text(Value.Obj item) {
    return item.get("text").orElse(Value.Null.NULL) instanceof Value.Text(var text) ? text : "";
  }
}
