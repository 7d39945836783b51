package dev.interlock.runtime.gate;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressionFactory;

/**
 * Runs a schema's patterns in time linear in the text (RE2). A pattern with a look-around or a
 * back-reference cannot run so, and is refused when the schema is loaded.
 */
final class Patterns implements RegularExpressionFactory {
  private static final int LENGTH_MAX = 2_000;

  /** ECMA-262 writes a code point as {@code \}{@code u00e9}, RE2 as {@code \x{00e9}}. */
  private static final Pattern UNICODE =
      Pattern.compile("(^|[^\\\\])((?:\\\\\\\\)*)\\\\u([0-9a-fA-F]{4})");

  @Override
  public RegularExpression getRegularExpression(String pattern) {
    var compiled = compile(pattern);
    return text -> compiled.matcher(text).find();
  }

  /**
   * @throws PatternSyntaxException if the pattern is none, or cannot run in linear time
   */
  static Pattern compile(String pattern) {
    if (pattern.length() > LENGTH_MAX) {
      throw new PatternSyntaxException("longer than " + LENGTH_MAX + " characters");
    }
    return Pattern.compile(UNICODE.matcher(pattern).replaceAll("$1$2\\\\x{$3}"));
  }
}
