package dev.interlock.kernel.gate;

import dev.interlock.kernel.run.Command;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.Facts;
import dev.interlock.kernel.run.RunState;

/** The principal holds the tool's permission: when it is proposed, approved, and tried again. */
final class PermissionGate implements Gate {

  @Override
  public String name() {
    return "permission";
  }

  @Override
  public boolean governsAttempts() {
    return true;
  }

  @Override
  public Verdict judge(RunState state, Command command, Facts facts) {
    if (!(command instanceof InvokeTool call)) return Verdict.Allow.ALLOW;
    var permission = state.mandate().charter().tool(call.tool()).orElseThrow().permission();
    if (permission == null || facts.standing().permissions().contains(permission)) {
      return Verdict.Allow.ALLOW;
    }
    var who = state.mandate().principal().name();
    return new Verdict.Deny(
        Refusal.PERMISSION.denial(
            name(),
            "principal-lacks",
            who + " does not hold '" + permission + "', which " + call.tool() + " needs",
            Saw.the("principal", who).and("permission", permission).written()));
  }
}
