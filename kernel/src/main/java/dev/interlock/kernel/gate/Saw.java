package dev.interlock.kernel.gate;

import dev.interlock.kernel.value.Value;
import java.util.Map;
import java.util.TreeMap;

/** Writes down the values that a verdict was decided on. */
final class Saw {
  private final Map<String, Value> values = new TreeMap<>();

  private Saw() {}

  static Saw the(String name, Value value) {
    return new Saw().and(name, value);
  }

  static Saw the(String name, String value) {
    return new Saw().and(name, Value.of(value));
  }

  static Saw the(String name, long value) {
    return new Saw().and(name, Value.of(value));
  }

  Saw and(String name, Value value) {
    values.put(name, value);
    return this;
  }

  Saw and(String name, String value) {
    return and(name, Value.of(value));
  }

  Saw and(String name, long value) {
    return and(name, Value.of(value));
  }

  Value.Obj written() {
    return Value.of(values);
  }
}
