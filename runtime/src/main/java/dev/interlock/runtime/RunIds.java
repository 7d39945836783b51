package dev.interlock.runtime;

import dev.interlock.kernel.charter.RunId;
import java.math.BigInteger;
import java.security.SecureRandom;

/** Draws run ids: 128 random bits in Crockford's base 32. */
final class RunIds {
  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final BigInteger BASE = BigInteger.valueOf(32);
  private static final int LENGTH = 26;

  private final SecureRandom random = new SecureRandom();

  RunId next() {
    var rest = new BigInteger(128, random);
    var text = new StringBuilder();
    for (var i = 0; i < LENGTH; i++) {
      text.append(ALPHABET.charAt(rest.mod(BASE).intValue()));
      rest = rest.divide(BASE);
    }
    return new RunId(text.reverse().toString());
  }
}
