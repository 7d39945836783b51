package dev.interlock.kernel.brief;

/** Counts what a text weighs in UTF-8 without encoding it. */
public final class Utf8 {
  private Utf8() {}

  /** Returns the length in bytes; a lone surrogate counts as three. */
  public static long length(String text) {
    var bytes = 0L;
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c < 0x80) {
        bytes++;
      } else if (c < 0x800) {
        bytes += 2;
      } else if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        bytes += 4;
        i++;
      } else {
        bytes += 3;
      }
    }
    return bytes;
  }
}
