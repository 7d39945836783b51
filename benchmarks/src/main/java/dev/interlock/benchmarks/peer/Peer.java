package dev.interlock.benchmarks.peer;

/** Somebody who can run the workload. Thread-safe. */
public interface Peer extends AutoCloseable {

  /**
   * Runs once, to the end.
   *
   * @param steps how many calls of the model and the tool, before the model's answer
   * @param number tells this run from others that run at once
   * @return what the model answered
   */
  String run(int steps, int number);

  @Override
  default void close() {}
}
