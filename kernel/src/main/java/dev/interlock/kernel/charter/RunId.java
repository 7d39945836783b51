package dev.interlock.kernel.charter;

/**
 * Names one run for ever.
 *
 * @param text 26 characters of Crockford's base 32 in lower case: 128 random bits, drawn at the
 *     edge
 */
public record RunId(String text) {

  public RunId {
    if (!text.matches("[0-9a-hjkmnp-tv-z]{26}")) {
      throw new IllegalArgumentException("not a run id: " + text);
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
