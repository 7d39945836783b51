package dev.interlock.runtime.gate;

import dev.cel.common.values.NullValue;
import dev.interlock.kernel.value.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Turns values into what CEL computes with. Done once for all expressions over the same value: CEL
 * looks through a whole variable whenever it is named, so a view that converts lazily would convert
 * again and again.
 */
final class CelValues {
  private static final BigDecimal LONG_MIN = BigDecimal.valueOf(Long.MIN_VALUE);
  private static final BigDecimal LONG_MAX = BigDecimal.valueOf(Long.MAX_VALUE);

  private final boolean decimalsOnly;

  private CelValues(boolean decimalsOnly) {
    this.decimalsOnly = decimalsOnly;
  }

  /**
   * Turns what CEL has worked out into a value.
   *
   * @throws IllegalArgumentException if JSON has no such value
   */
  static Value back(Object worked) {
    return switch (worked) {
      case NullValue _ -> Value.Null.NULL;
      case Boolean truth -> Value.of(truth);
      case String text -> Value.of(text);
      case Long exact -> Value.of(exact);
      case Double number when Double.isFinite(number) -> Value.of(BigDecimal.valueOf(number));
      case List<?> items -> Value.of(items.stream().map(CelValues::back).toList());
      case Map<?, ?> map -> {
        var members = new TreeMap<String, Value>();
        map.forEach((name, member) -> members.put(String.valueOf(name), back(member)));
        yield Value.of(members);
      }
      default ->
          throw new IllegalArgumentException("came out as " + worked + ", which JSON cannot hold");
    };
  }

  /** Integers become {@code int}, decimals and integers beyond 64 bits {@code double}. */
  static Object of(Value value) {
    return new CelValues(false).converted(value);
  }

  /** All numbers become {@code double}. */
  static Object forArithmetic(Value value) {
    return new CelValues(true).converted(value);
  }

  private Object converted(Value value) {
    return switch (value) {
      case Value.Null _ -> NullValue.NULL_VALUE;
      case Value.Bool(var truth) -> truth;
      case Value.Num(var number) -> number(number);
      case Value.Text(var text) -> text;
      case Value.Arr(var items) -> {
        var list = new ArrayList<Object>(items.size());
        for (var item : items) list.add(converted(item));
        yield list;
      }
      case Value.Obj(var members) -> {
        Map<String, Object> map = LinkedHashMap.newLinkedHashMap(members.size());
        members.forEach((name, member) -> map.put(name, converted(member)));
        yield map;
      }
    };
  }

  private Object number(BigDecimal number) {
    var isInt =
        !decimalsOnly
            && number.scale() <= 0
            && number.compareTo(LONG_MIN) >= 0
            && number.compareTo(LONG_MAX) <= 0;
    if (isInt) return number.longValueExact();
    return number.doubleValue();
  }
}
