package dev.interlock.kernel.value;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A SHA-256 digest (FIPS 180-4).
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record Digest(String hex) {

  /** The digest that stands before the first entry of a journal. */
  public static final Digest NONE = new Digest("0".repeat(64));

  private static final MessageDigest SHA_256 = lookedUp();

  public Digest {
    if (hex.length() != 64) throw new IllegalArgumentException("not a SHA-256 digest: " + hex);
  }

  public static Digest of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the digest of all parts, one after the other, as if they were one array. */
  public static Digest of(byte[]... parts) {
    var sha = sha256();
    for (var part : parts) sha.update(part);
    return new Digest(HexFormat.of().formatHex(sha.digest()));
  }

  /** The first 12 digits: enough to tell digests apart on a screen, never to compare them. */
  public String brief() {
    return hex.substring(0, 12);
  }

  /** A copy of one that was looked up once: the look-up costs more than a short text's digest. */
  private static MessageDigest sha256() {
    try {
      return (MessageDigest) SHA_256.clone();
    } catch (CloneNotSupportedException impossible) {
      throw new IllegalStateException("the SHA-256 of every JDK can be copied", impossible);
    }
  }

  private static MessageDigest lookedUp() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
