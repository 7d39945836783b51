package dev.interlock.adapters.mcp;

import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.effect.ToolSource.Answer;
import dev.interlock.runtime.effect.ToolSource.Call;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.function.BiFunction;

/**
 * One call in the protocol's words.
 *
 * @param reading what is made of the result
 */
record Asking(String method, Value.Obj params, BiFunction<ToolAnswers, Value.Obj, Answer> reading) {

  /** The same key in every attempt, for servers that know it there. */
  static Asking tool(Call call) {
    var params =
        Value.Obj.EMPTY
            .with("name", Value.of(call.tool()))
            .with("arguments", call.arguments())
            .with("_meta", meta(call));
    return new Asking(McpSchema.METHOD_TOOLS_CALL, params, ToolAnswers::of);
  }

  static Asking resource(Call call, String uri) {
    var params = Value.Obj.EMPTY.with("uri", Value.of(uri)).with("_meta", meta(call));
    return new Asking(McpSchema.METHOD_RESOURCES_READ, params, ToolAnswers::ofResource);
  }

  /** Returns the same with a token under which the server may report progress. */
  Asking reporting(String token) {
    var meta = (Value.Obj) params.get("_meta").orElse(Value.Obj.EMPTY);
    return new Asking(
        method, params.with("_meta", meta.with("progressToken", Value.of(token))), reading);
  }

  boolean isOfResource() {
    return method.equals(McpSchema.METHOD_RESOURCES_READ);
  }

  private static Value.Obj meta(Call call) {
    return Value.Obj.EMPTY
        .with("dev.interlock/idempotency-key", Value.of(call.context().key()))
        .with("dev.interlock/run", Value.of(call.context().run().text()))
        .with("dev.interlock/attempt", Value.of(call.context().attempt()));
  }
}
