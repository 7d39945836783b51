package dev.interlock.runtime.confirm;

/** Whether the user has confirmed an action. */
public sealed interface Confirmation {

  /** The user's latest turn agrees, and every critical argument was found. */
  record Confirmed() implements Confirmation {}

  /**
   * Anything else.
   *
   * @param missing one sentence: what is missing
   */
  record Unconfirmed(String missing) implements Confirmation {}
}
