package dev.interlock.runtime.effect;

/**
 * Takes the signs of life of one call. A method that {@link Tool} marks may take one beside its
 * record; a contract with {@code heartbeat} needs it, any other may have it. Thread-safe.
 *
 * <p>A sign is cheap and may be given as often as one likes: each puts off the moment at which the
 * call is taken for hung, none is recorded, and what the last one said stands in the message if the
 * call is given up. Then the method's thread is interrupted, and further signs mean nothing.
 */
@FunctionalInterface
public interface Heartbeat {

  /**
   * Says that the call is still being worked on.
   *
   * @param progress for people, as in {@code row 400 of 1000}; empty if there is nothing to say
   */
  void alive(String progress);

  /** As {@link #alive(String)}, without a word. */
  default void alive() {
    alive("");
  }
}
