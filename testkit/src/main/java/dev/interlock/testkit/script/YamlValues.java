package dev.interlock.testkit.script;

import dev.interlock.kernel.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Turns what a YAML parser gives into values. */
final class YamlValues {
  private YamlValues() {}

  static Value of(@Nullable Object object) {
    return switch (object) {
      case null -> Value.Null.NULL;
      case Boolean truth -> Value.of(truth);
      case Integer number -> Value.of(number.longValue());
      case Long number -> Value.of(number);
      case BigInteger number -> Value.of(new BigDecimal(number));
      case Double number -> Value.of(BigDecimal.valueOf(number));
      case String text -> Value.of(text);
      case List<?> items -> Value.of(items.stream().map(YamlValues::of).toList());
      case Map<?, ?> members -> {
        var all = new TreeMap<String, Value>();
        members.forEach((key, value) -> all.put(String.valueOf(key), of(value)));
        yield new Value.Obj(all);
      }
      default -> throw new IllegalArgumentException("no value for " + object.getClass());
    };
  }
}
