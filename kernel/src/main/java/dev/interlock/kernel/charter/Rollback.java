package dev.interlock.kernel.charter;

/**
 * What becomes of effects that can be taken back when a run ends without reaching its goal: FAILED,
 * STOPPED, ESCALATED or CANCELLED.
 */
public enum Rollback {
  /** They stay. */
  LEAVE,
  /** A person is asked once, about all of them. */
  ASK,
  /** They are taken back at once. */
  COMPENSATE
}
