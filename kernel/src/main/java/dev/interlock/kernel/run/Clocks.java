package dev.interlock.kernel.run;

import java.time.Duration;

/** What is taken for granted of the clocks by which the entries of a run are timed. */
public final class Clocks {
  /** How long after its permit an attempt may begin, once its turn has come. */
  public static final Duration BEGIN_WITHIN = Duration.ofSeconds(2);

  /** How far clocks of two processes, or one before and after a pause, may lie apart. */
  public static final Duration SKEW_MAX = Duration.ofMillis(250);

  private Clocks() {}
}
