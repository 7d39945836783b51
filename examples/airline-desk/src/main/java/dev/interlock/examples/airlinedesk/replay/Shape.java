package dev.interlock.examples.airlinedesk.replay;

import dev.interlock.kernel.value.Value;
import java.util.List;

/** Takes JSON apart that must have a certain shape. */
final class Shape {
  private Shape() {}

  /** A value has another shape. */
  static final class BadShapeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadShapeException(String problem) {
      super(problem);
    }
  }

  static Value.Obj object(Value value, String name) {
    if (value instanceof Value.Obj object) return object;
    throw new BadShapeException(name + " is no object");
  }

  static Value.Obj object(Value.Obj from, String name) {
    return object(from.get(name).orElse(Value.Null.NULL), name);
  }

  static String text(Value.Obj from, String name) {
    if (from.get(name).orElse(Value.Null.NULL) instanceof Value.Text(var text)) return text;
    throw new BadShapeException(name + " is no text");
  }

  static long number(Value.Obj from, String name) {
    if (from.get(name).orElse(Value.Null.NULL) instanceof Value.Num(var number)) {
      return number.longValue();
    }
    throw new BadShapeException(name + " is no number");
  }

  static List<Value.Obj> objects(Value.Obj from, String name) {
    if (from.get(name).orElse(Value.Null.NULL) instanceof Value.Arr(var items)) {
      return items.stream().map(item -> object(item, name)).toList();
    }
    throw new BadShapeException(name + " is no list");
  }
}
