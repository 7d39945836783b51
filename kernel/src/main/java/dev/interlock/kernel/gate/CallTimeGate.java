package dev.interlock.kernel.gate;

import dev.interlock.kernel.run.Attempt;
import dev.interlock.kernel.run.Command;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.Facts;
import dev.interlock.kernel.run.Pending.Stage;
import dev.interlock.kernel.run.RunState;

/**
 * A call is tried again only if that attempt is sure to end before the call has taken as long as it
 * may. To ask whether it happened is no attempt at it: that is never too late.
 */
final class CallTimeGate implements Gate {

  @Override
  public String name() {
    return "call-time";
  }

  @Override
  public boolean governsAttempts() {
    return true;
  }

  @Override
  public Verdict judge(RunState state, Command command, Facts facts) {
    var pending = state.pending().get(command.id());
    if (!(command instanceof InvokeTool call) || pending == null) return Verdict.Allow.ALLOW;
    var first = pending.past().firstPermit();
    if (first == null || isQuery(pending.stage())) return Verdict.Allow.ALLOW;
    var limits = state.mandate().charter().tool(call.tool()).orElseThrow().limits();
    var total = limits.total();
    var begins = GatePipeline.beginBy(state, facts.at());
    if (total == null || limits.leaveTimeFor(first, begins)) return Verdict.Allow.ALLOW;
    var until = first.plus(total);
    return new Verdict.Deny(
        Refusal.CALL_TIME.denial(
            name(),
            "timeout-total",
            call.tool() + " may be tried until " + until + " only",
            Saw.the("until", until.toString()).written()));
  }

  private static boolean isQuery(Stage stage) {
    return stage instanceof Stage.Wanted(var kind, _) && kind == Attempt.Kind.QUERY;
  }
}
