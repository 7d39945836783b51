package dev.interlock.testkit.mcp;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Just enough JSON, because a library takes longer to load than the server to answer. Objects are
 * maps, arrays lists, numbers {@link BigDecimal}.
 */
final class Json {
  private Json() {}

  static @Nullable Object parse(String text) {
    return new JsonText(text).read();
  }

  /** The object, or an empty one if it is something else. */
  static Map<String, @Nullable Object> object(@Nullable Object value) {
    var object = new LinkedHashMap<String, @Nullable Object>();
    if (value instanceof Map<?, ?> map) {
      for (var entry : map.entrySet()) object.put(String.valueOf(entry.getKey()), entry.getValue());
    }
    return object;
  }

  static String write(@Nullable Object value) {
    var out = new StringBuilder();
    write(value, out);
    return out.toString();
  }

  @SuppressWarnings(
      "IfChainToSwitch") // a pattern switch is bootstrapped at run time, on the way to the first
  // answer
  private static void write(@Nullable Object value, StringBuilder out) {
    if (value instanceof Map<?, ?> map) writeObject(map, out);
    else if (value instanceof Collection<?> items) writeArray(items, out);
    else if (value instanceof BigDecimal number) out.append(number.toPlainString());
    else if (value instanceof String text) quote(text, out);
    else out.append(value);
  }

  private static void writeObject(Map<?, ?> map, StringBuilder out) {
    out.append('{');
    for (var entry : map.entrySet()) {
      if (out.charAt(out.length() - 1) != '{') out.append(',');
      quote(String.valueOf(entry.getKey()), out);
      out.append(':');
      write(entry.getValue(), out);
    }
    out.append('}');
  }

  private static void writeArray(Collection<?> items, StringBuilder out) {
    out.append('[');
    for (var item : items) {
      if (out.charAt(out.length() - 1) != '[') out.append(',');
      write(item, out);
    }
    out.append(']');
  }

  private static void quote(String text, StringBuilder out) {
    out.append('"');
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c == '"' || c == '\\') out.append('\\').append(c);
      else if (c >= ' ') out.append(c);
      else
        out.append("\\u00")
            .append(Character.forDigit(c >> 4, 16))
            .append(Character.forDigit(c & 15, 16));
    }
    out.append('"');
  }
}
