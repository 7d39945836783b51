package dev.interlock.runtime.confirm;

import dev.interlock.kernel.value.Value;
import java.util.ArrayList;
import java.util.List;

/** Finds arguments by a path such as {@code lines[].price}. */
final class Arguments {
  private Arguments() {}

  /** One argument, with the place where it was found. */
  record Argument(String path, Value value) {}

  /** Returns the arguments at a path; none if nothing is there. */
  static List<Argument> at(String path, Value.Obj arguments) {
    List<Argument> found = List.of(new Argument("", arguments));
    for (var step : path.split("\\.", -1)) {
      var name = step.replace("[]", "");
      var next = new ArrayList<Argument>();
      for (var one : found) {
        if (!(one.value() instanceof Value.Obj object)) continue;
        var at = one.path().isEmpty() ? name : one.path() + "." + name;
        object.get(name).ifPresent(value -> add(at, value, step.endsWith("[]"), next));
      }
      found = next;
    }
    return found;
  }

  private static void add(String path, Value value, boolean each, List<Argument> found) {
    if (!each || !(value instanceof Value.Arr(var items))) {
      found.add(new Argument(path, value));
      return;
    }
    for (var i = 0; i < items.size(); i++) {
      found.add(new Argument(path + "[" + i + "]", items.get(i)));
    }
  }
}
