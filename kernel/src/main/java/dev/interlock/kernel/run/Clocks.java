package dev.interlock.kernel.run;

import java.time.Duration;

/** What is taken for granted of the clocks by which the entries of a run are timed. */
public final class Clocks {
  /** How far clocks of two processes, or one before and after a pause, may lie apart. */
  public static final Duration SKEW_MAX = Duration.ofMillis(250);

  private Clocks() {}
}
