package dev.interlock.kernel.gate;

import dev.interlock.kernel.run.Command;
import dev.interlock.kernel.run.Facts;
import dev.interlock.kernel.run.RunState;

/** Judges one command. Pure, quick, and unable to do anything but judge. */
public interface Gate {

  /** Names the gate in rulings, as in {@code budget}; stable across releases. */
  String name();

  /** Says what this gate thinks of the command. A gate that throws denies. */
  Verdict judge(RunState state, Command command, Facts facts);

  /**
   * Whether this gate also judges further attempts of a command that was permitted before. Only
   * what may change while a deed is under way does: rights, budgets, switches.
   */
  default boolean governsAttempts() {
    return false;
  }

  /**
   * Whether this gate also judges the calls that take effects back. What bounds the model does not:
   * order, progress, budget and autonomy were asked about the effect, and whether it is undone was
   * decided for all effects together.
   */
  default boolean governsCompensations() {
    return true;
  }

  /**
   * Whether this gate also judges the reads that a ruling rests on. They use up what the owner
   * gives a run; what bounds the model does not concern them.
   */
  default boolean governsLooks() {
    return governsCompensations();
  }
}
