package dev.interlock.kernel.value;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One JSON value: immutable, comparable, safe to share between threads.
 *
 * <p>Numbers keep the decimals they were written with ({@code 12.50} stays {@code 12.50}), because
 * the number of stated decimals is part of a claim; {@link #canonical()} drops trailing zeros, so
 * {@code 12.5} and {@code 12.50} have one digest. Members of an object are always in key order.
 */
public sealed interface Value {

  record Null() implements Value {
    public static final Null NULL = new Null();
  }

  record Bool(boolean value) implements Value {}

  /** A number of at most 400 digits before and after the point. */
  record Num(BigDecimal value) implements Value {
    public Num {
      var digitsBefore = (long) value.precision() - value.scale();
      if (digitsBefore > 400 || value.scale() > 400) {
        throw new IllegalArgumentException("number has more than 400 digits on one side");
      }
      if (value.scale() < 0) value = value.setScale(0);
    }
  }

  record Text(String value) implements Value {}

  record Arr(List<Value> items) implements Value {
    public Arr {
      items = List.copyOf(items);
    }
  }

  /** An object; iteration is in the order of the keys' UTF-16 units. */
  record Obj(Map<String, Value> members) implements Value {
    public static final Obj EMPTY = new Obj(Map.of());

    public Obj {
      members = Collections.unmodifiableMap(new TreeMap<>(members));
    }

    /** Returns the member, or empty if there is none. */
    public Optional<Value> get(String key) {
      return Optional.ofNullable(members.get(key));
    }

    /** Returns this object with one member set or replaced. */
    public Obj with(String key, Value value) {
      var more = new TreeMap<>(members);
      more.put(key, value);
      return new Obj(more);
    }

    /** Returns this object without one member; itself if there is none of that name. */
    public Obj without(String key) {
      if (!members.containsKey(key)) return this;
      var less = new TreeMap<>(members);
      less.remove(key);
      return new Obj(less);
    }
  }

  static Text of(String value) {
    return new Text(value);
  }

  static Num of(long value) {
    return new Num(BigDecimal.valueOf(value));
  }

  static Num of(BigDecimal value) {
    return new Num(value);
  }

  static Bool of(boolean value) {
    return new Bool(value);
  }

  static Arr of(List<? extends Value> items) {
    return new Arr(List.copyOf(items));
  }

  static Obj of(Map<String, ? extends Value> members) {
    return new Obj(Map.copyOf(members));
  }

  /** JSON text with keys in order and numbers as they were written. */
  default String json() {
    return JsonText.of(this, false);
  }

  /** JSON text that is the same for equal meaning: keys in order, no trailing zeros in numbers. */
  default String canonical() {
    return JsonText.of(this, true);
  }

  /** SHA-256 of the canonical form in UTF-8. */
  default Digest digest() {
    return Digest.of(canonical());
  }
}
