package dev.interlock.adapters.openapi;

import dev.interlock.kernel.value.Value;
import java.util.List;

/** Reads what may or may not stand in a tree. */
final class Trees {
  private Trees() {}

  /** The mapping under the key, or an empty one. */
  static Value.Obj object(Value.Obj tree, String key) {
    return tree.get(key).orElse(null) instanceof Value.Obj object ? object : Value.Obj.EMPTY;
  }

  /** The mappings in the list under the key; others in it are left out. */
  static List<Value.Obj> objects(Value.Obj tree, String key) {
    return items(tree, key).stream()
        .filter(Value.Obj.class::isInstance)
        .map(Value.Obj.class::cast)
        .toList();
  }

  static List<Value> items(Value.Obj tree, String key) {
    return tree.get(key).orElse(null) instanceof Value.Arr(var items) ? items : List.of();
  }

  /** The text under the key, or the other one. */
  static String text(Value.Obj tree, String key, String otherwise) {
    return tree.get(key).orElse(null) instanceof Value.Text(var text) ? text : otherwise;
  }

  static boolean flag(Value.Obj tree, String key, boolean otherwise) {
    return tree.get(key).orElse(null) instanceof Value.Bool(var flag) ? flag : otherwise;
  }
}
