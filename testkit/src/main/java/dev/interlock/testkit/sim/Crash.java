package dev.interlock.testkit.sim;

/**
 * The process is dead. An error, so that nothing in the runtime takes it for a surprise to handle.
 */
final class Crash extends Error {
  private static final long serialVersionUID = 1L;

  Crash() {
    super("the process died", null, false, false);
  }
}
