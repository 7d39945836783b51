package dev.interlock.runtime.effect.methods;

import java.math.BigDecimal;
import java.util.function.Function;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.module.SimpleModule;

/**
 * Reads numbers into primitive types without loss: {@code 1.0} is an int, {@code 1.9} and {@code
 * "1"} are none, and a double must print as what was given.
 */
final class ExactNumbers<T> extends StdScalarDeserializer<T> {
  private final Function<BigDecimal, T> exact;

  private ExactNumbers(Class<T> type, Function<BigDecimal, T> exact) {
    super(type);
    this.exact = exact;
  }

  static SimpleModule module() {
    var module = new SimpleModule("exact-numbers");
    add(module, int.class, Integer.class, BigDecimal::intValueExact);
    add(module, long.class, Long.class, BigDecimal::longValueExact);
    add(module, short.class, Short.class, BigDecimal::shortValueExact);
    add(module, byte.class, Byte.class, BigDecimal::byteValueExact);
    add(module, double.class, Double.class, ExactNumbers::doubleExact);
    return module;
  }

  @Override
  public T deserialize(JsonParser parser, DeserializationContext context) {
    if (!parser.currentToken().isNumeric()) {
      return context.reportInputMismatch(this, "expected a number, got %s", parser.getString());
    }
    try {
      return exact.apply(parser.getDecimalValue());
    } catch (ArithmeticException lossy) {
      return context.reportInputMismatch(
          this, "%s does not fit %s", parser.getString(), handledType().getSimpleName());
    }
  }

  private static <T> void add(
      SimpleModule module, Class<T> primitive, Class<T> boxed, Function<BigDecimal, T> exact) {
    var _ = module.addDeserializer(primitive, new ExactNumbers<>(primitive, exact));
    var _ = module.addDeserializer(boxed, new ExactNumbers<>(boxed, exact));
  }

  private static double doubleExact(BigDecimal given) {
    var number = given.doubleValue();
    if (!Double.isFinite(number) || new BigDecimal(Double.toString(number)).compareTo(given) != 0) {
      throw new ArithmeticException("no double");
    }
    return number;
  }
}
