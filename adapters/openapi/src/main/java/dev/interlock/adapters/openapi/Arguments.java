package dev.interlock.adapters.openapi;

import dev.interlock.kernel.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Gathers the arguments of one operation into one schema. For one thread. */
final class Arguments {
  private final Schemas schemas;
  private final Map<String, Value> properties = new TreeMap<>();
  private final List<Value> required = new ArrayList<>();

  Arguments(Schemas schemas) {
    this.schemas = schemas;
  }

  boolean has(String name) {
    return properties.containsKey(name);
  }

  /**
   * Adds one.
   *
   * @param otherwise goes before the name if another argument has it already
   * @return the name that it has now
   */
  String add(String name, String otherwise, Value.Obj schema, boolean isRequired) {
    var free = name;
    for (var i = 0; properties.containsKey(free); i++) {
      free = otherwise + "_" + name + (i == 0 ? "" : "_" + i);
    }
    properties.put(free, schemas.translated(schema));
    if (isRequired) required.add(Value.of(free));
    return free;
  }

  /** The schema of all; no other argument is allowed. */
  Value.Obj schema() {
    var schema =
        Value.Obj.EMPTY
            .with("type", Value.of("object"))
            .with("properties", new Value.Obj(properties))
            .with("additionalProperties", Value.of(false));
    if (!required.isEmpty()) schema = schema.with("required", new Value.Arr(required));
    var definitions = schemas.definitions();
    return definitions.isEmpty() ? schema : schema.with("$defs", new Value.Obj(definitions));
  }
}
