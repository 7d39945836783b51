package dev.interlock.runtime.gate;

import dev.interlock.kernel.value.Value;
import java.math.BigDecimal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Turns a value into the tree that the schema library reads. */
final class Nodes {
  private static final JsonNodeFactory MAKE = JsonNodeFactory.instance;
  private static final BigDecimal LONG_MIN = BigDecimal.valueOf(Long.MIN_VALUE);
  private static final BigDecimal LONG_MAX = BigDecimal.valueOf(Long.MAX_VALUE);

  private Nodes() {}

  static JsonNode of(Value value) {
    return switch (value) {
      case Value.Null _ -> MAKE.nullNode();
      case Value.Bool(var truth) -> MAKE.booleanNode(truth);
      case Value.Num(var number) -> number(number);
      case Value.Text(var text) -> MAKE.stringNode(text);
      case Value.Arr(var items) -> {
        var array = MAKE.arrayNode(items.size());
        items.forEach(item -> array.add(of(item)));
        yield array;
      }
      case Value.Obj(var members) -> {
        var object = MAKE.objectNode();
        members.forEach((name, member) -> object.set(name, of(member)));
        yield object;
      }
    };
  }

  private static JsonNode number(BigDecimal number) {
    if (number.scale() > 0) return MAKE.numberNode(number);
    return number.compareTo(LONG_MIN) >= 0 && number.compareTo(LONG_MAX) <= 0
        ? MAKE.numberNode(number.longValueExact())
        : MAKE.numberNode(number.toBigInteger());
  }
}
