package dev.interlock.runtime.gate;

import dev.interlock.kernel.value.Value;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What evidence needs to know of values. */
final class Values {
  private static final int NUMERAL_CHARS_MAX = 40;

  private Values() {}

  /** How many values there are in a tree, itself included. */
  static int count(Value value) {
    return switch (value) {
      case Value.Arr(var items) -> 1 + items.stream().mapToInt(Values::count).sum();
      case Value.Obj(var members) -> 1 + members.values().stream().mapToInt(Values::count).sum();
      case Value.Null _, Value.Bool _, Value.Num _, Value.Text _ -> 1;
    };
  }

  /** Returns the number that a text is, as in {@code -12.50}; null if it is anything else. */
  static @Nullable BigDecimal numeral(String text) {
    if (text.isEmpty() || text.length() > NUMERAL_CHARS_MAX) return null;
    var from = text.charAt(0) == '-' ? 1 : 0;
    var point = false;
    for (var i = from; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c == '.' && !point && i > from && i < text.length() - 1) point = true;
      else if (c < '0' || c > '9') return null;
    }
    return text.length() == from ? null : new BigDecimal(text);
  }
}
