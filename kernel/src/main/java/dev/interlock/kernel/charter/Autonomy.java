package dev.interlock.kernel.charter;

/** How far the agent may go without a person. Reads are always performed. */
public enum Autonomy {
  /** Effects are recorded, not performed. */
  OBSERVE,
  /** Every effect waits for a person. */
  ASSIST,
  /** Effects of risk {@code write} go ahead; others wait, unless a policy rule allows them. */
  GUARDED,
  /** Effects go ahead unless a rule holds or denies them. */
  BOUNDED
}
