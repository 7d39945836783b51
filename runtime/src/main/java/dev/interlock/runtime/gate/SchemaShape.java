package dev.interlock.runtime.gate;

import dev.interlock.kernel.value.Value;
import dev.interlock.kernel.value.ValuePath;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Says which fields a schema declares for one object, through references and branches. */
final class SchemaShape {
  private static final int REFERENCES_MAX = 32;
  private static final List<String> TOGETHER = List.of("then", "else");
  private static final List<String> EITHER = List.of("anyOf", "oneOf");

  private final Value.Obj root;

  SchemaShape(Value.Obj root) {
    this.root = root;
  }

  /** Returns the subschema at a JSON Pointer, if there is one. */
  Optional<Value.Obj> at(String pointer) {
    var found = pointer.isEmpty() ? Optional.<Value>of(root) : valueAt(pointer);
    return found.filter(Value.Obj.class::isInstance).map(Value.Obj.class::cast);
  }

  /** Returns the names of all fields that are declared anywhere for the object itself. */
  Set<String> names(Value.Obj schema) {
    var names = new TreeSet<String>();
    collect(schema, names, 0);
    return names;
  }

  /**
   * Whether every object that may pass has declared fields: {@code properties} stand in the schema,
   * or in each of its alternatives that admits objects.
   */
  boolean declares(Value schema) {
    return schema instanceof Value.Obj object && declares(object, 0);
  }

  private boolean declares(Value.Obj schema, int depth) {
    if (depth > REFERENCES_MAX) return false;
    if (schema.get("properties").isPresent()) return true;
    if (joint(schema).anyMatch(part -> declares(part, depth + 1))) return true;
    for (var keyword : EITHER) {
      var open = list(schema, keyword).filter(one -> admitsObjects(one, depth)).toList();
      if (!open.isEmpty() && open.stream().allMatch(one -> declaresEither(one, depth))) return true;
    }
    return false;
  }

  private boolean declaresEither(Value one, int depth) {
    return one instanceof Value.Obj object && declares(object, depth + 1);
  }

  private boolean admitsObjects(Value schema, int depth) {
    if (schema instanceof Value.Bool(var all)) return all;
    if (!(schema instanceof Value.Obj object) || depth > REFERENCES_MAX) return true;
    var target = target(object);
    if (target.isPresent()) return admitsObjects(target.get(), depth + 1);
    if (object.get("const").isPresent() || object.get("enum").isPresent()) return false;
    return switch (object.get("type").orElse(Value.of("object"))) {
      case Value.Text(var type) -> type.equals("object");
      case Value.Arr(var types) -> types.contains(Value.of("object"));
      case Value.Obj _, Value.Null _, Value.Bool _, Value.Num _ -> true;
    };
  }

  private void collect(Value.Obj schema, Set<String> names, int depth) {
    if (depth > REFERENCES_MAX) return;
    if (schema.get("properties").orElse(null) instanceof Value.Obj(var properties)) {
      names.addAll(properties.keySet());
    }
    joint(schema).forEach(part -> collect(part, names, depth + 1));
    EITHER.stream()
        .flatMap(keyword -> list(schema, keyword))
        .forEach(one -> {
          if (one instanceof Value.Obj object) collect(object, names, depth + 1);
        });
  }

  /** The parts that describe the same object together with the schema. */
  private Stream<Value.Obj> joint(Value.Obj schema) {
    var dependent =
        schema.get("dependentSchemas").orElse(null) instanceof Value.Obj(var members)
            ? members.values().stream()
            : Stream.<Value>empty();
    return Stream.of(
            target(schema).stream(),
            list(schema, "allOf"),
            TOGETHER.stream().flatMap(keyword -> schema.get(keyword).stream()),
            dependent)
        .flatMap(parts -> parts)
        .filter(Value.Obj.class::isInstance)
        .map(Value.Obj.class::cast);
  }

  private Optional<Value> target(Value.Obj schema) {
    return schema.get("$ref").orElse(null) instanceof Value.Text(var ref) && ref.startsWith("#")
        ? at(ref.substring(1)).map(found -> found)
        : Optional.empty();
  }

  private Optional<Value> valueAt(String pointer) {
    return pointer.startsWith("/")
        ? ValuePath.parse(pointer).flatMap(path -> path.in(root))
        : Optional.empty();
  }

  private static Stream<Value> list(Value.Obj schema, String keyword) {
    return schema.get(keyword).orElse(null) instanceof Value.Arr(var items)
        ? items.stream()
        : Stream.empty();
  }
}
