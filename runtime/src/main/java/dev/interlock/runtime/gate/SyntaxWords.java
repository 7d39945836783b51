package dev.interlock.runtime.gate;

import java.util.regex.Pattern;

/** Says in plain words what CEL's parser says of an expression that it cannot read. */
final class SyntaxWords {
  private static final String END = "<EOF>";

  private static final Pattern MISMATCHED =
      Pattern.compile("(?:mismatched|extraneous) input '(.*?)' expecting .*");
  private static final Pattern MISSING = Pattern.compile("missing (.*?) at '(.*?)'");
  private static final Pattern NOT_VIABLE =
      Pattern.compile("no viable alternative at input '(.*)'");
  private static final Pattern NO_TOKEN = Pattern.compile("token recognition error at: '(.*)'");

  private SyntaxWords() {}

  /** Returns the message in words; itself if it is none of the parser's. */
  static String of(String message) {
    var mismatched = MISMATCHED.matcher(message);
    if (mismatched.matches()) return unexpected(mismatched.group(1));
    var missing = MISSING.matcher(message);
    if (missing.matches()) {
      return missing.group(1) + " is missing" + before(missing.group(2));
    }
    var notViable = NOT_VIABLE.matcher(message);
    if (notViable.matches()) return unexpected(notViable.group(1));
    var noToken = NO_TOKEN.matcher(message);
    return noToken.matches() ? "'" + noToken.group(1) + "' has no meaning in CEL" : message;
  }

  private static String unexpected(String input) {
    return input.endsWith(END) ? "it ends too early" : "'" + input + "' does not belong here";
  }

  private static String before(String next) {
    return next.equals(END) ? " at its end" : " before '" + next + "'";
  }
}
