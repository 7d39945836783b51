package dev.interlock.runtime.codec;

import dev.interlock.kernel.run.CommandId;
import dev.interlock.kernel.value.PersistentMap;
import dev.interlock.kernel.value.Value;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** A map from something that can be text, as an object; an empty one is left out. */
final class MapForm implements Form {
  private final Form item;
  private final Function<Object, Map<String, Object>> open;
  private final Function<Map<String, Object>, Object> close;

  private MapForm(
      Form item,
      Function<Object, Map<String, Object>> open,
      Function<Map<String, Object>, Object> close) {
    this.item = item;
    this.open = open;
    this.close = close;
  }

  static MapForm ofMap(Form item) {
    return new MapForm(
        item,
        object -> {
          var all = new TreeMap<String, Object>();
          ((Map<?, ?>) object).forEach((key, value) -> all.put((String) key, value));
          return all;
        },
        map -> Map.copyOf(map));
  }

  static MapForm ofCommands(Form item) {
    return new MapForm(
        item,
        object -> {
          var all = new TreeMap<String, Object>();
          ((Map<?, ?>) object).forEach((key, value) -> all.put(key.toString(), value));
          return all;
        },
        map -> {
          var all = new TreeMap<CommandId, Object>();
          map.forEach((key, value) -> all.put(command(key), value));
          return all;
        });
  }

  static MapForm ofPersistent(Form item) {
    return new MapForm(
        item,
        object -> {
          var all = new TreeMap<String, Object>();
          ((PersistentMap<?>) object).forEach(all::put);
          return all;
        },
        map -> {
          var all = PersistentMap.<Object>empty();
          for (var entry : map.entrySet()) all = all.with(entry.getKey(), entry.getValue());
          return all;
        });
  }

  private static CommandId command(String key) {
    try {
      return CommandId.parse(key);
    } catch (IllegalArgumentException bad) {
      throw new MalformedException("not a call id: '" + key + "'", bad);
    }
  }

  @Override
  public Value write(Object object) {
    var members = new TreeMap<String, Value>();
    open.apply(object).forEach((key, value) -> members.put(key, item.write(value)));
    return new Value.Obj(members);
  }

  @Override
  public Object read(Value value) {
    if (!(value instanceof Value.Obj(var members))) throw Forms.unexpected("an object", value);
    var all = new TreeMap<String, Object>();
    members.forEach((key, member) -> all.put(key, item.read(member)));
    return close.apply(all);
  }

  @Override
  public boolean isAbsent(Object object) {
    return open.apply(object).isEmpty();
  }

  @Override
  public Object absent(String member) {
    return close.apply(new TreeMap<>());
  }
}
