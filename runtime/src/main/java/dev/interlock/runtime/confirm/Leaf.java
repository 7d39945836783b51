package dev.interlock.runtime.confirm;

import dev.interlock.kernel.value.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * A text or a number somewhere in a record.
 *
 * @param place where, with {@code *} for every index and for keys that are values themselves
 * @param value the text or number
 * @param owner the object that it is a member of
 * @param among the objects beside the owner, itself included, whose members can be compared
 */
record Leaf(String place, Value value, Value.Obj owner, List<Value.Obj> among) {

  /** All of them in a value, in order. */
  static List<Leaf> in(Value value) {
    var leaves = new ArrayList<Leaf>();
    walk("", value, Value.Obj.EMPTY, List.of(), leaves);
    return leaves;
  }

  private static void walk(
      String place, Value value, Value.Obj owner, List<Value.Obj> among, List<Leaf> leaves) {
    switch (value) {
      case Value.Text _, Value.Num _ -> leaves.add(new Leaf(place, value, owner, among));
      case Value.Arr(var items) -> {
        var beside = objects(items);
        for (var item : items) {
          walk(place + "[*]", item, item instanceof Value.Obj o ? o : owner, beside, leaves);
        }
      }
      case Value.Obj object -> {
        var keyed = isKeyedByIds(object);
        var beside = keyed ? objects(List.copyOf(object.members().values())) : among;
        object
            .members()
            .forEach((key, member) -> {
              var at = place + "." + (keyed ? "*" : key);
              walk(at, member, keyed && member instanceof Value.Obj o ? o : object, beside, leaves);
            });
      }
      case Value.Null _, Value.Bool _ -> {}
    }
  }

  /** Whether the keys of an object are ids: each of several objects by its own. */
  private static boolean isKeyedByIds(Value.Obj object) {
    return !object.members().isEmpty()
        && object.members().entrySet().stream()
            .allMatch(member ->
                member.getValue() instanceof Value.Obj inner
                    && inner.members().containsValue(Value.of(member.getKey())));
  }

  private static List<Value.Obj> objects(List<Value> items) {
    return items.stream().filter(Value.Obj.class::isInstance).map(Value.Obj.class::cast).toList();
  }
}
