package dev.interlock.kernel.gate;

import dev.interlock.kernel.run.Command;
import dev.interlock.kernel.run.Command.ConfirmEffect;
import dev.interlock.kernel.run.Facts;
import dev.interlock.kernel.run.Facts.Truth;
import dev.interlock.kernel.run.RunState;

/** What must be so after an effect is so, as far as what was read tells. */
final class PostConditionGate implements Gate {

  @Override
  public String name() {
    return "post-condition";
  }

  @Override
  public Verdict judge(RunState state, Command command, Facts facts) {
    if (!(command instanceof ConfirmEffect confirm)) return Verdict.Allow.ALLOW;
    var outcome = facts.doneWhen();
    if (outcome == null) throw new IllegalStateException("no facts about the post-condition");
    if (outcome.result() == Truth.TRUE) return Verdict.Allow.ALLOW;
    var tool = confirm.effect().tool();
    var declared = state.mandate().charter().tool(tool).orElseThrow().groundsOrNone().doneWhen();
    if (declared == null) throw new IllegalStateException(tool + " has no post-condition");
    var why =
        outcome.result() == Truth.ERROR
            ? declared.that() + " could not be evaluated: " + outcome.detail()
            : declared.reason();
    var saw = Saw.the("that", declared.that()).written();
    return new Verdict.Deny(Refusal.NOT_CONFIRMED.denial(name(), tool + ".done-when", why, saw));
  }
}
