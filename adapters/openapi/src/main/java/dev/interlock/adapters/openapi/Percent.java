package dev.interlock.adapters.openapi;

import java.nio.charset.StandardCharsets;

/** Percent-encoding (RFC 3986, 2.1). */
final class Percent {
  private static final String UNRESERVED = "-._~";

  private Percent() {}

  /** Encodes everything but letters, digits and {@code -._~}. */
  static String encoded(String text) {
    var out = new StringBuilder();
    for (var octet : text.getBytes(StandardCharsets.UTF_8)) {
      var letter = (char) (octet & 0xff);
      if (letter < 0x80 && (Character.isLetterOrDigit(letter) || UNRESERVED.indexOf(letter) >= 0)) {
        out.append(letter);
      } else {
        out.append("%").append(hex(letter >> 4)).append(hex(letter & 15));
      }
    }
    return out.toString();
  }

  private static char hex(int digit) {
    return Character.toUpperCase(Character.forDigit(digit, 16));
  }
}
