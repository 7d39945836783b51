package dev.interlock.adapters.mcp;

import dev.interlock.kernel.value.Value;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The SDK's JSON-RPC messages as trees. Params and results are {@link Value} trees all the way, so
 * that a number keeps the decimals it was written with.
 */
final class Messages {
  private Messages() {}

  /** The message as one line, without its end. */
  static String line(JSONRPCMessage message) {
    var members = new TreeMap<String, Value>();
    members.put("jsonrpc", Value.of(McpSchema.JSONRPC_VERSION));
    switch (message) {
      case JSONRPCRequest request -> {
        members.put("id", idTree(request.id()));
        members.put("method", Value.of(request.method()));
        members.put("params", tree(request.params()));
      }
      case JSONRPCResponse response -> {
        members.put("id", idTree(response.id()));
        if (response.error() == null) members.put("result", tree(response.result()));
        else members.put("error", errorTree(response.error()));
      }
      case JSONRPCNotification notification -> {
        members.put("method", Value.of(notification.method()));
        members.put("params", tree(notification.params()));
      }
      default -> throw new IllegalArgumentException("no JSON-RPC message: " + message.getClass());
    }
    return new Value.Obj(members).json();
  }

  /** What is said to a request of ours in the server's place. */
  static JSONRPCResponse error(String id, Breakage breakage, String message) {
    return JSONRPCResponse.error(
        id, new JSONRPCError(McpSchema.ErrorCodes.INTERNAL_ERROR, message, breakage));
  }

  /** Returns the message, or empty if the tree is none. */
  static Optional<JSONRPCMessage> read(Value tree) {
    if (!(tree instanceof Value.Obj object)) return Optional.empty();
    var id = object.get("id").flatMap(Messages::id);
    var params = object.get("params").orElse(Value.Obj.EMPTY);
    if (object.get("method").orElse(Value.Null.NULL) instanceof Value.Text(var method)) {
      return Optional.of(
          id.isPresent()
              ? new JSONRPCRequest(method, id.get(), params)
              : new JSONRPCNotification(method, params));
    }
    return id.flatMap(known -> response(known, object));
  }

  private static Optional<JSONRPCMessage> response(Object id, Value.Obj object) {
    var result = object.get("result");
    var error = object.get("error");
    if (result.isPresent() == error.isPresent()) return Optional.empty();
    if (result.isPresent()) return Optional.of(JSONRPCResponse.result(id, result.get()));
    return error.flatMap(Messages::error).map(known -> JSONRPCResponse.error(id, known));
  }

  private static Optional<JSONRPCError> error(Value tree) {
    if (!(tree instanceof Value.Obj object)
        || !(object.get("code").orElse(Value.Null.NULL) instanceof Value.Num(var code))) {
      return Optional.empty();
    }
    var message =
        object.get("message").orElse(Value.Null.NULL) instanceof Value.Text(var m) ? m : "";
    return whole(code).map(number -> new JSONRPCError(number.intValue(), message));
  }

  private static Optional<Object> id(Value tree) {
    return switch (tree) {
      case Value.Text(var text) -> Optional.of(text);
      case Value.Num(var number) -> whole(number).map(Object.class::cast);
      case Value.Null _, Value.Bool _, Value.Arr _, Value.Obj _ -> Optional.empty();
    };
  }

  private static Optional<Long> whole(BigDecimal number) {
    try {
      return Optional.of(number.longValueExact());
    } catch (ArithmeticException notWhole) {
      return Optional.empty();
    }
  }

  private static Value idTree(Object id) {
    return id instanceof Number number ? Value.of(number.longValue()) : Value.of(id.toString());
  }

  private static Value errorTree(JSONRPCError error) {
    return Value.Obj.EMPTY
        .with("code", Value.of(error.code()))
        .with("message", Value.of(String.valueOf(error.message())));
  }

  private static Value tree(@Nullable Object payload) {
    return switch (payload) {
      case Value value -> value;
      case Ticket ticket -> ticket.params();
      case null, default -> Value.Obj.EMPTY;
    };
  }
}
