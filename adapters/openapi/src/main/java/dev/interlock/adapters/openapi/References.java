package dev.interlock.adapters.openapi;

import dev.interlock.kernel.value.Value;
import java.util.ArrayDeque;
import java.util.TreeMap;

/** Finds everything in a file that a tree refers to, however many steps away. */
final class References {
  private References() {}

  /**
   * Returns each reference and what it leads to.
   *
   * @throws dev.interlock.runtime.UserError if one leads out of the file or nowhere
   */
  static Value.Obj of(ApiFile file, Value tree) {
    var found = new TreeMap<String, Value>();
    var unseen = new ArrayDeque<Value>();
    unseen.add(tree);
    while (!unseen.isEmpty()) {
      switch (unseen.removeFirst()) {
        case Value.Obj object -> {
          if (object.get("$ref").orElse(null) instanceof Value.Text(var ref)
              && !found.containsKey(ref)) {
            var target = file.target(ref);
            found.put(ref, target);
            unseen.add(target);
          }
          unseen.addAll(object.members().values());
        }
        case Value.Arr(var items) -> unseen.addAll(items);
        case Value.Null _, Value.Bool _, Value.Num _, Value.Text _ -> {}
      }
    }
    return new Value.Obj(found);
  }
}
