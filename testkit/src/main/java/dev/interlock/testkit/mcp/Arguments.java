package dev.interlock.testkit.mcp;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The arguments of one call; a missing one is answered as {@code -32602}. */
record Arguments(Map<String, @Nullable Object> given) {

  String text(String name) {
    if (given.get(name) instanceof String text) return text;
    throw wrong(name);
  }

  BigDecimal decimal(String name) {
    if (given.get(name) instanceof BigDecimal number) return number;
    throw wrong(name);
  }

  int number(String name) {
    return decimal(name).intValue();
  }

  private static ProtocolErrorException wrong(String name) {
    return new ProtocolErrorException(-32602, "Invalid arguments: ".concat(name));
  }
}
