package dev.interlock.views;

/**
 * Makes the words of strangers fit to be shown. What models and tools write is hostile: it may hold
 * characters that steer a terminal, turn the direction of writing, or cannot be seen. Those are
 * written out, as in {@code \u001b}.
 */
public final class Plain {
  private Plain() {}

  /**
   * Returns the text on one line: every run of white space is one space, and what is over the bound
   * gives way to {@code …}.
   *
   * @param charsMax the most characters of the result; 1 or more
   */
  public static String line(String text, int charsMax) {
    var out = new StringBuilder();
    var space = false;
    for (var i = 0; i < text.length() && out.length() <= charsMax; ) {
      var point = text.codePointAt(i);
      i += Character.charCount(point);
      if (isSpace(point)) {
        space = !out.isEmpty();
      } else {
        if (space) out.append(' ');
        space = false;
        append(out, point);
      }
    }
    return out.length() <= charsMax ? out.toString() : cut(out, charsMax);
  }

  /** Returns the text with its line breaks; other white space is one space for each. */
  public static String lines(String text) {
    var out = new StringBuilder();
    text.codePoints()
        .forEach(point -> {
          if (point == '\n') out.append('\n');
          else if (point == '\t' || point == ' ') out.append(' ');
          else if (point != '\r') append(out, point);
        });
    return out.toString();
  }

  private static String cut(StringBuilder out, int charsMax) {
    var end = charsMax - 1;
    if (end > 0 && Character.isHighSurrogate(out.charAt(end - 1))) end--;
    return out.substring(0, end) + "…";
  }

  private static boolean isSpace(int point) {
    return Character.isWhitespace(point)
        && point != 0x1c
        && point != 0x1d
        && point != 0x1e
        && point != 0x1f;
  }

  private static void append(StringBuilder out, int point) {
    if (!steers(point)) {
      out.appendCodePoint(point);
    } else {
      var hex = Integer.toHexString(point);
      out.append("\\u").append("0".repeat(Math.max(0, 4 - hex.length()))).append(hex);
    }
  }

  private static boolean steers(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
