package dev.interlock.runtime.gate;

import dev.cel.common.values.NullValue;
import dev.interlock.kernel.value.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

  /** Integers become {@code int}, decimals and integers beyond 64 bits {@code double}. */
  static Object of(Value value) {
    return new CelValues(false).converted(value);
  }

  /** All numbers become {@code double}. */
  static Object forArithmetic(Value value) {
    return new CelValues(true).converted(value);
  }

  /**
   * Brings what came of an expression back.
   *
   * @throws IllegalArgumentException if it has no form in JSON
   */
  static Value back(Object object) {
    return switch (object) {
      case NullValue _ -> Value.Null.NULL;
      case Boolean truth -> Value.of(truth);
      case Long number -> Value.of(number);
      case Double number when Double.isFinite(number) -> Value.of(BigDecimal.valueOf(number));
      case String text -> Value.of(text);
      case List<?> items -> Value.of(items.stream().map(CelValues::back).toList());
      case Map<?, ?> members -> {
        var all = new LinkedHashMap<String, Value>();
        members.forEach((name, member) -> all.put(String.valueOf(name), back(member)));
        yield Value.of(all);
      }
      default ->
          throw new IllegalArgumentException(
              "came out as " + object.getClass().getSimpleName() + ", which has no form in JSON");
    };
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
