package dev.interlock.runtime.agent;

import dev.interlock.kernel.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** What a plain scalar means: the core schema of YAML 1.2.2, section 10.3. */
final class Scalars {
  private static final Pattern NULL = Pattern.compile("null|Null|NULL|~|");
  private static final Pattern TRUE = Pattern.compile("true|True|TRUE");
  private static final Pattern FALSE = Pattern.compile("false|False|FALSE");
  private static final Pattern OCTAL = Pattern.compile("0o[0-7]+");
  private static final Pattern HEX = Pattern.compile("0x[0-9a-fA-F]+");
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
  private static final Pattern NO_NUMBER =
      Pattern.compile("[-+]?(\\.inf|\\.Inf|\\.INF)|\\.nan|\\.NaN|\\.NAN");
  private static final int DIGITS_MAX = 400;

  private Scalars() {}

  /** Returns the value, or empty for a number that JSON cannot say or that has too many digits. */
  static Optional<Value> plain(String text) {
    if (NULL.matcher(text).matches()) return Optional.of(Value.Null.NULL);
    if (TRUE.matcher(text).matches()) return Optional.of(Value.of(true));
    if (FALSE.matcher(text).matches()) return Optional.of(Value.of(false));
    if (NO_NUMBER.matcher(text).matches()) return Optional.empty();
    if (OCTAL.matcher(text).matches()) return number(text, () -> whole(text, 8));
    if (HEX.matcher(text).matches()) return number(text, () -> whole(text, 16));
    if (NUMBER.matcher(text).matches()) return number(text, () -> new BigDecimal(text));
    return Optional.of(Value.of(text));
  }

  private static BigDecimal whole(String text, int radix) {
    return new BigDecimal(new BigInteger(text.substring(2), radix));
  }

  private static Optional<Value> number(String text, Supplier<BigDecimal> reading) {
    if (text.length() > DIGITS_MAX) return Optional.empty();
    try {
      return Optional.of(Value.of(reading.get()));
    } catch (IllegalArgumentException | ArithmeticException tooLarge) {
      return Optional.empty();
    }
  }
}
