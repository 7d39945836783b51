package dev.interlock.examples.airlinedesk;

import dev.interlock.kernel.value.Value;
import java.math.BigDecimal;
import java.util.List;

/** Looks into documents whose shape is known. */
final class Members {
  private Members() {}

  /** A member is missing or of another kind than the document should have. */
  static final class MisshapenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MisshapenException(String member, String kind) {
      super("no " + kind + " is at " + member);
    }
  }

  static String text(Value.Obj document, String name) {
    if (document.get(name).orElse(Value.Null.NULL) instanceof Value.Text(var text)) return text;
    throw new MisshapenException(name, "text");
  }

  static BigDecimal number(Value.Obj document, String name) {
    if (document.get(name).orElse(Value.Null.NULL) instanceof Value.Num(var number)) return number;
    throw new MisshapenException(name, "number");
  }

  static Value.Obj object(Value.Obj document, String name) {
    if (document.get(name).orElse(Value.Null.NULL) instanceof Value.Obj object) return object;
    throw new MisshapenException(name, "object");
  }

  static List<Value> list(Value.Obj document, String name) {
    if (document.get(name).orElse(Value.Null.NULL) instanceof Value.Arr(var items)) return items;
    throw new MisshapenException(name, "list");
  }

  static List<Value.Obj> objects(Value.Obj document, String name) {
    return list(document, name).stream().map(item -> object(item, name)).toList();
  }

  static Value.Obj object(Value value, String where) {
    if (value instanceof Value.Obj object) return object;
    throw new MisshapenException(where, "object");
  }
}
