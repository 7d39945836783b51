package dev.interlock.adapters.langchain4j;

import dev.interlock.kernel.charter.ToolContract;
import dev.interlock.kernel.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tools and calls as OpenAI writes them. */
final class ToolJson {
  private ToolJson() {}

  /** The {@code tools} of a request, with every schema as it is in the contract. */
  static List<Map<String, Object>> of(List<ToolContract.Descriptor> tools) {
    return tools.stream().map(ToolJson::of).toList();
  }

  private static Map<String, Object> of(ToolContract.Descriptor tool) {
    var function = new LinkedHashMap<String, @Nullable Object>();
    function.put("name", tool.name());
    if (!tool.description().isBlank()) function.put("description", tool.description());
    function.put("parameters", plain(tool.input()));
    var entry = new LinkedHashMap<String, Object>();
    entry.put("type", "function");
    entry.put("function", function);
    return entry;
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
