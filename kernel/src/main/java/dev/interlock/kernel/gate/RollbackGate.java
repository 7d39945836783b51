package dev.interlock.kernel.gate;

import dev.interlock.kernel.charter.Autonomy;
import dev.interlock.kernel.charter.Rollback;
import dev.interlock.kernel.run.Command;
import dev.interlock.kernel.run.Command.RollBack;
import dev.interlock.kernel.run.Facts;
import dev.interlock.kernel.run.Hold;
import dev.interlock.kernel.run.RunState;
import java.util.Locale;

/**
 * Who decides that what the run has done is taken back as it ends: the owner's policy, or a person,
 * who is asked once about all of it. An agent that asks about every effect asks about this too.
 */
final class RollbackGate implements Gate {

  @Override
  public String name() {
    return "rollback";
  }

  @Override
  public Verdict judge(RunState state, Command command, Facts facts) {
    if (!(command instanceof RollBack undoing)) return Verdict.Allow.ALLOW;
    var policy = state.mandate().charter().rules().rollbackOrAsk();
    var autonomy = state.mandate().charter().bounds().autonomy();
    if (policy == Rollback.COMPENSATE && autonomy != Autonomy.ASSIST) return Verdict.Allow.ALLOW;
    var rule = policy == Rollback.COMPENSATE ? autonomy.name() : policy.name();
    var count = undoing.effects().size();
    var ending = state.course().intended().map(end -> end.status().name()).orElse("over");
    return new Verdict.Hold(
        new Hold(
            name(),
            rule.toLowerCase(Locale.ROOT),
            "the run is about to be "
                + ending
                + "; yes undoes "
                + (count == 1 ? "its effect" : "these " + count + " effects, the first named first")
                + ", no leaves everything as it is",
            undoing.shown()));
  }
}
