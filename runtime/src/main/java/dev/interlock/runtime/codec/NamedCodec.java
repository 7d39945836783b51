package dev.interlock.runtime.codec;

import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Writes the members of a closed set under names of its own, each with a version, as in {@code
 * tool-returned/1}. The names do not follow from the classes: a class may be renamed, a name never.
 *
 * @param <T> the closed set
 */
final class NamedCodec<T> {
  private final Map<Class<?>, String> names;
  private final Map<String, Form> forms = new HashMap<>();
  private final Map<String, Upcaster> upcasters = new HashMap<>();

  /**
   * Brings a form of an older version to the next one.
   *
   * @param from name and version that it takes, as in {@code tool-returned/1}
   * @param to name and version that it makes
   */
  record Upcaster(String from, String to, UnaryOperator<Value.Obj> change) {}

  /** One member of the set in its stored form. */
  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  record Encoded(String name, byte[] body) {}

  NamedCodec(Map<Class<? extends T>, String> names, List<Upcaster> upcasters, Forms forms) {
    this.names = new LinkedHashMap<>(names);
    this.names.forEach((type, name) -> this.forms.put(name, forms.of(type)));
    for (var upcaster : upcasters) this.upcasters.put(upcaster.from(), upcaster);
  }

  Encoded encode(T object) {
    var name = names.get(object.getClass());
    var form = name == null ? null : forms.get(name);
    if (name == null || form == null) {
      throw new IllegalArgumentException("no name for " + object.getClass());
    }
    return new Encoded(name, form.write(object).json().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * @throws MalformedException if the name is unknown or the body has another shape
   */
  @SuppressWarnings("unchecked") // the table holds members of T alone
  T decode(String name, byte[] body) {
    var current = name;
    Value tree;
    try {
      tree = Json.parseStored(body);
    } catch (Json.NotJsonException bad) {
      throw new MalformedException(name + ": " + bad.getMessage(), bad);
    }
    for (var up = upcasters.get(current); up != null; up = upcasters.get(current)) {
      tree = upcast(name, up, tree);
      current = up.to();
    }
    var form = forms.get(current);
    if (form == null) throw new MalformedException("unknown form '" + name + "'");
    try {
      return (T) form.read(tree);
    } catch (MalformedException bad) {
      throw new MalformedException(name + ": " + bad.getMessage(), bad);
    }
  }

  private static Value upcast(String name, Upcaster up, Value tree) {
    if (!(tree instanceof Value.Obj object)) {
      throw new MalformedException(name + ": expected an object");
    }
    try {
      return up.change().apply(object);
    } catch (RuntimeException other) {
      throw new MalformedException(name + ": has another shape: " + other.getMessage(), other);
    }
  }
}
