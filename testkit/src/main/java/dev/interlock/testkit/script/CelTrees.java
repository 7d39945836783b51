package dev.interlock.testkit.script;

import com.google.common.primitives.UnsignedLong;
import dev.interlock.kernel.value.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Brings values into CEL and back. */
final class CelTrees {
  private CelTrees() {}

  static Object toCel(Value value) {
    return switch (value) {
      case Value.Null _ -> dev.cel.common.values.NullValue.NULL_VALUE;
      case Value.Bool(var truth) -> truth;
      case Value.Num(var number) when number.scale() == 0 && number.precision() < 19 ->
          number.longValueExact();
      case Value.Num(var number) -> number.doubleValue();
      case Value.Text(var text) -> text;
      case Value.Arr(var items) -> items.stream().map(CelTrees::toCel).toList();
      case Value.Obj(var members) -> {
        var all = new TreeMap<String, Object>();
        members.forEach((name, member) -> all.put(name, toCel(member)));
        yield all;
      }
    };
  }

  /**
   * Brings a result of CEL back.
   *
   * @throws IllegalArgumentException if it has no form in JSON
   */
  static Value fromCel(Object object) {
    return switch (object) {
      case Boolean truth -> Value.of(truth);
      case Long number -> Value.of(number);
      case Double number when Double.isFinite(number) -> Value.of(BigDecimal.valueOf(number));
      case String text -> Value.of(text);
      case UnsignedLong number -> Value.of(new BigDecimal(number.bigIntegerValue()));
      case List<?> items -> {
        var all = new ArrayList<Value>();
        for (var item : items) all.add(fromCel(item));
        yield Value.of(all);
      }
      case Map<?, ?> members -> {
        var all = new TreeMap<String, Value>();
        members.forEach((name, member) -> all.put(String.valueOf(name), fromCel(member)));
        yield new Value.Obj(all);
      }
      default -> throw new IllegalArgumentException("no JSON for " + object);
    };
  }
}
