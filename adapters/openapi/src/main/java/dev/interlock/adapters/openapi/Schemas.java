package dev.interlock.adapters.openapi;

import dev.interlock.kernel.value.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Makes JSON Schema (2020-12) of the schemas of one file. What they refer to stands under {@code
 * $defs}, once, so that a schema may refer to itself. Keywords that only annotate are dropped, and
 * members that only responses have. For one operation, and one thread.
 */
final class Schemas {
  private static final String COMPONENTS = "#/components/schemas/";

  private static final Set<String> PLAIN =
      Set.of(
          "type",
          "enum",
          "const",
          "multipleOf",
          "maximum",
          "exclusiveMaximum",
          "minimum",
          "exclusiveMinimum",
          "maxLength",
          "minLength",
          "pattern",
          "maxItems",
          "minItems",
          "uniqueItems",
          "maxContains",
          "minContains",
          "maxProperties",
          "minProperties",
          "required",
          "dependentRequired",
          "format",
          "description",
          "default");

  private static final Set<String> ONE =
      Set.of(
          "items",
          "additionalProperties",
          "unevaluatedItems",
          "unevaluatedProperties",
          "not",
          "if",
          "then",
          "else",
          "contains",
          "propertyNames");
  private static final Set<String> LIST = Set.of("allOf", "anyOf", "oneOf", "prefixItems");
  private static final Set<String> MAP =
      Set.of("properties", "patternProperties", "dependentSchemas", "$defs");
  private static final Set<String> REFUSED =
      Set.of("$dynamicRef", "$dynamicAnchor", "$recursiveRef", "$id", "$anchor");

  private final ApiFile file;
  private final ArrayDeque<String> wanted = new ArrayDeque<>();
  private final Set<String> known = new TreeSet<>();

  Schemas(ApiFile file) {
    this.file = file;
  }

  /**
   * Translates one schema; what it refers to is remembered for {@link #definitions}.
   *
   * @throws dev.interlock.runtime.UserError if it refers to something that is not followed
   */
  Value translated(Value schema) {
    if (!(schema instanceof Value.Obj object)) return schema;
    var result = new TreeMap<String, Value>();
    var hidden = readOnly(object);
    object
        .members()
        .forEach((keyword, value) -> {
          if (REFUSED.contains(keyword)) throw file.wrong(keyword + " is not supported");
          if (PLAIN.contains(keyword)) result.put(keyword, value);
          else if (ONE.contains(keyword)) result.put(keyword, translated(value));
          else if (LIST.contains(keyword)) result.put(keyword, list(value));
          else if (MAP.contains(keyword)) result.put(keyword, map(value, hidden));
          else if (keyword.equals("$ref")) result.put(keyword, reference(value));
        });
    if (!hidden.isEmpty()) require(result, hidden);
    if (file.threeZero()) modernise(object, result);
    return new Value.Obj(result);
  }

  /** Everything that the schemas translated so far refer to, by name. */
  Map<String, Value> definitions() {
    var definitions = new TreeMap<String, Value>();
    while (!wanted.isEmpty()) {
      var name = wanted.removeFirst();
      definitions.put(name, translated(file.target(COMPONENTS + name)));
    }
    return definitions;
  }

  private Value list(Value value) {
    if (!(value instanceof Value.Arr(var items))) return value;
    return new Value.Arr(items.stream().map(this::translated).toList());
  }

  private Value map(Value value, Set<String> hidden) {
    if (!(value instanceof Value.Obj(var members))) return value;
    var result = new TreeMap<String, Value>();
    members.forEach((name, schema) -> {
      if (!hidden.contains(name)) result.put(name, translated(schema));
    });
    return new Value.Obj(result);
  }

  private Value reference(Value value) {
    if (!(value instanceof Value.Text(var ref)) || !ref.startsWith(COMPONENTS)) {
      throw file.wrong("a schema refers to " + value.json() + "; followed is " + COMPONENTS + "…");
    }
    var rest = ref.substring(COMPONENTS.length());
    var name = rest.contains("/") ? rest.substring(0, rest.indexOf('/')) : rest;
    if (known.add(name)) wanted.addLast(name);
    return Value.of("#/$defs/" + rest);
  }

  /** Members that a request must not have. */
  private Set<String> readOnly(Value.Obj schema) {
    var names = new TreeSet<String>();
    Trees.object(schema, "properties")
        .members()
        .forEach((name, member) -> {
          if (member instanceof Value.Obj object && Trees.flag(object, "readOnly", false)) {
            names.add(name);
          }
        });
    return names;
  }

  private static void require(Map<String, Value> result, Set<String> hidden) {
    if (!(result.get("required") instanceof Value.Arr(var names))) return;
    var others =
        names.stream()
            .filter(name -> !(name instanceof Value.Text(var text) && hidden.contains(text)))
            .toList();
    if (others.isEmpty()) result.remove("required");
    else result.put("required", new Value.Arr(others));
  }

  /** What version 3.0 writes in its own way. */
  private static void modernise(Value.Obj schema, Map<String, Value> result) {
    var ref = result.get("$ref");
    if (ref != null) {
      result.clear(); // siblings of a reference do not count
      result.put("$ref", ref);
      return;
    }
    exclusive(result, "exclusiveMinimum", "minimum");
    exclusive(result, "exclusiveMaximum", "maximum");
    if (!Trees.flag(schema, "nullable", false)) return;
    if (result.get("type") instanceof Value.Text type) {
      result.put("type", new Value.Arr(List.of(type, Value.of("null"))));
    }
    if (result.get("enum") instanceof Value.Arr(var values) && !values.contains(Value.Null.NULL)) {
      var more = new ArrayList<>(values);
      more.add(Value.Null.NULL);
      result.put("enum", new Value.Arr(more));
    }
  }

  private static void exclusive(Map<String, Value> result, String flag, String limit) {
    if (!(result.get(flag) instanceof Value.Bool(var exclusive))) return;
    result.remove(flag);
    if (!exclusive || !(result.get(limit) instanceof Value.Num number)) return;
    result.remove(limit);
    result.put(flag, number);
  }
}
