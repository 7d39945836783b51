package dev.interlock.kernel.value;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Writes a tree as JSON. Reading JSON is the runtime's business. */
final class JsonText {
  private static final String HEX = "0123456789abcdef";

  private final StringBuilder out = new StringBuilder();
  private final boolean canonicalNumbers;

  private JsonText(boolean canonicalNumbers) {
    this.canonicalNumbers = canonicalNumbers;
  }

  static String of(Value value, boolean canonicalNumbers) {
    var text = new JsonText(canonicalNumbers);
    text.write(value);
    return text.out.toString();
  }

  private void write(Value value) {
    switch (value) {
      case Value.Null _ -> out.append("null");
      case Value.Bool(var truth) -> out.append(truth);
      case Value.Num(var number) -> out.append(plain(number));
      case Value.Text(var text) -> quote(text);
      case Value.Arr(var items) -> array(items);
      case Value.Obj(var members) -> object(members);
    }
  }

  private String plain(BigDecimal number) {
    if (!canonicalNumbers || number.scale() == 0) return number.toPlainString();
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  private void array(List<Value> items) {
    out.append('[');
    for (var i = 0; i < items.size(); i++) {
      if (i > 0) out.append(',');
      write(items.get(i));
    }
    out.append(']');
  }

  private void object(Map<String, Value> members) {
    out.append('{');
    var first = true;
    for (var member : members.entrySet()) {
      if (!first) out.append(',');
      first = false;
      quote(member.getKey());
      out.append(':');
      write(member.getValue());
    }
    out.append('}');
  }

  /** Most texts are written as they are: what needs no escape is appended in one piece. */
  private void quote(String text) {
    out.append('"');
    var from = 0;
    for (var i = 0; i < text.length(); i++) {
      if (standsForItself(text, i)) continue;
      out.append(text, from, i);
      from = i + 1;
      escape(text.charAt(i));
    }
    out.append(text, from, text.length());
    out.append('"');
  }

  private static boolean standsForItself(String text, int i) {
    var c = text.charAt(i);
    if (c < 0x20 || c == '"' || c == '\\') return false;
    return !Character.isSurrogate(c) || !loneSurrogate(text, i);
  }

  private void escape(char c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> escapeByNumber(c);
    }
  }

  private void escapeByNumber(char c) {
    out.append("\\u");
    for (var shift = 12; shift >= 0; shift -= 4) out.append(HEX.charAt((c >> shift) & 0xf));
  }

  /** A lone surrogate has no UTF-8 form; escaped, it survives the way to disk and back. */
  private static boolean loneSurrogate(String text, int i) {
    var c = text.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
    }
    return Character.isLowSurrogate(c)
        && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
  }
}
