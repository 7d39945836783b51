package dev.interlock.adapters.langchain4j;

import dev.interlock.kernel.charter.ToolContract;
import dev.interlock.kernel.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tools and calls as providers write them, with every schema as it is in the contract:
 * LangChain4j's own schema type drops what it does not know at the top level, {@code
 * additionalProperties} among it.
 */
final class ToolJson {
  private ToolJson() {}

  /** As OpenAI and Ollama want them. */
  static List<Map<String, Object>> functions(List<ToolContract.Descriptor> tools) {
    return tools.stream()
        .<Map<String, Object>>map(tool -> {
          var entry = new LinkedHashMap<String, Object>();
          entry.put("type", "function");
          entry.put("function", named(tool, "parameters", plain(tool.input())));
          return entry;
        })
        .toList();
  }

  /** As Anthropic wants them; the last one ends what is cached. */
  static List<Map<String, Object>> cached(List<ToolContract.Descriptor> tools) {
    var list = new ArrayList<Map<String, Object>>();
    for (var tool : tools) list.add(named(tool, "input_schema", object(tool.input())));
    if (!list.isEmpty()) list.getLast().put("cache_control", Map.of("type", "ephemeral"));
    return list;
  }

  /** As Google wants them. */
  static List<Map<String, Object>> declarations(List<ToolContract.Descriptor> tools) {
    var list = new ArrayList<Map<String, Object>>();
    for (var tool : tools) list.add(named(tool, "parametersJsonSchema", object(tool.input())));
    return List.of(Map.of("functionDeclarations", list));
  }

  @SuppressWarnings("NullAway") // JSON's null is a value here
  private static Map<String, Object> named(
      ToolContract.Descriptor tool, String schemaMember, @Nullable Object schema) {
    var function = new LinkedHashMap<String, Object>();
    function.put("name", tool.name());
    if (!tool.description().isBlank()) function.put("description", tool.description());
    function.put(schemaMember, schema);
    return function;
  }

  /** A schema that says nothing of its type is refused there. */
  private static Object object(Value.Obj schema) {
    var map = new LinkedHashMap<String, @Nullable Object>();
    map.put("type", "object");
    schema.members().forEach((name, member) -> map.put(name, plain(member)));
    return map;
  }

  private static @Nullable Object plain(Value value) {
    return switch (value) {
      case Value.Null _ -> null;
      case Value.Bool(var truth) -> truth;
      case Value.Num(var number) -> number;
      case Value.Text(var text) -> text;
      case Value.Arr(var items) -> {
        var list = new ArrayList<@Nullable Object>();
        items.forEach(item -> list.add(plain(item)));
        yield list;
      }
      case Value.Obj(var members) -> {
        var map = new LinkedHashMap<String, @Nullable Object>();
        members.forEach((name, member) -> map.put(name, plain(member)));
        yield map;
      }
    };
  }

  /**
   * A call's arguments as they are shown back. Always an object: chat templates of local servers
   * fail on anything else, so what was none is put inside one.
   */
  static String arguments(Value arguments) {
    if (arguments instanceof Value.Obj) return arguments.json();
    return new Value.Obj(Map.of("not_an_object", arguments)).json();
  }
}
