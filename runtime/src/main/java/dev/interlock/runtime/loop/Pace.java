package dev.interlock.runtime.loop;

import java.time.Duration;

/** How a driver lets time pass. */
@FunctionalInterface
public interface Pace {

  /** Blocks for about that long; returns early if the thread is interrupted. */
  void let(Duration pass);
}
