package dev.interlock.runtime.confirm;

/**
 * What one side said, without calls of tools.
 *
 * @param speaker who
 * @param text as it was said
 */
public record Turn(Speaker speaker, String text) {

  /** The two sides of a conversation. */
  public enum Speaker {
    USER,
    ASSISTANT
  }

  public static Turn user(String text) {
    return new Turn(Speaker.USER, text);
  }

  public static Turn assistant(String text) {
    return new Turn(Speaker.ASSISTANT, text);
  }
}
