package dev.interlock.runtime.gate;

import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.gate.SchemaDialect.Place;
import dev.interlock.runtime.gate.SchemaDialect.Shape;
import dev.interlock.runtime.gate.SchemaDialect.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Goes through every subschema of a schema, innermost first, and puts another in its place. */
final class SchemaWalk {

  /** Says what stands in the place of one subschema, whose own subschemas are done. */
  interface Step {
    Value.Obj at(Value.Obj schema, Use use, String path);
  }

  private final Step step;

  SchemaWalk(Step step) {
    this.step = step;
  }

  Value.Obj through(Value.Obj schema) {
    return object(schema, Use.VALUE, "");
  }

  private Value.Obj object(Value.Obj schema, Use use, String path) {
    var members = new TreeMap<String, Value>();
    schema
        .members()
        .forEach((keyword, value) -> {
          var place = SchemaDialect.PLACES.get(keyword);
          members.put(
              keyword, place == null ? value : placed(value, place, use, path + "/" + keyword));
        });
    return step.at(new Value.Obj(members), use, path);
  }

  private Value placed(Value value, Place place, Use outer, String path) {
    // Inside a question everything is part of the question.
    var use = outer == Use.TEST ? Use.TEST : place.use();
    return switch (value) {
      case Value.Obj(var members) when place.shape() == Shape.MAP -> map(members, use, path);
      case Value.Obj schema when place.shape() != Shape.LIST -> object(schema, use, path);
      case Value.Arr(var items) when place.shape() != Shape.ONE -> list(items, use, path);
      case Value.Obj _, Value.Arr _, Value.Null _, Value.Bool _, Value.Num _, Value.Text _ -> value;
    };
  }

  private Value map(Map<String, Value> members, Use use, String path) {
    var all = new TreeMap<String, Value>();
    members.forEach((name, schema) -> all.put(name, one(schema, use, path + "/" + escape(name))));
    return new Value.Obj(all);
  }

  private Value list(List<Value> items, Use use, String path) {
    var all = new ArrayList<Value>();
    for (var item : items) all.add(one(item, use, path + "/" + all.size()));
    return new Value.Arr(all);
  }

  private Value one(Value schema, Use use, String path) {
    return schema instanceof Value.Obj object ? object(object, use, path) : schema;
  }

  /** Writes a name as one step of a JSON Pointer (RFC 6901). */
  static String escape(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
