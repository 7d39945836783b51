package dev.interlock.runtime;

/**
 * Is told when a run passes a point where a crash matters. For tests that kill the process there;
 * does nothing otherwise.
 */
@FunctionalInterface
public interface Probe {

  Probe NONE = _ -> {};

  /** Called on the thread that passes the point, before it goes on. */
  void passing(Point point);

  /** Where a crash matters. */
  enum Point {
    BEFORE_APPEND,
    AFTER_APPEND,
    BEFORE_SYNC,
    AFTER_SYNC,
    BEFORE_BEGIN,
    AFTER_BEGIN,
    BEFORE_OUTCOME,
    AFTER_OUTCOME
  }
}
