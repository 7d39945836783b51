package dev.interlock.kernel.gate;

import dev.interlock.kernel.run.Command;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.Facts;
import dev.interlock.kernel.run.RunState;
import java.util.List;

/**
 * The principal holds the tool's permission: when it is proposed, approved, and tried again. What
 * takes an effect back needs the rights that the run began with: who loses rights must not keep
 * what was done with them.
 */
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
    var principal = state.mandate().principal();
    var undoes = call.undoes() != null;
    var revoked = facts.standing().revoked();
    if (revoked != null && !undoes) {
      return deny("revoked", principal.name(), "", "the rights of %s were revoked: %s", revoked);
    }
    var permission = state.mandate().charter().tool(call.tool()).orElseThrow().permission();
    if (permission == null || held(state, facts, undoes).contains(permission)) {
      return Verdict.Allow.ALLOW;
    }
    var why = "%s does not hold '" + permission + "', which %s needs";
    return deny("principal-lacks", principal.name(), permission, why, call.tool());
  }

  private static List<String> held(RunState state, Facts facts, boolean undoes) {
    return undoes
        ? state.mandate().charter().bounds().permissions(state.mandate().principal().roles())
        : facts.standing().permissions();
  }

  private Verdict deny(String rule, String who, String permission, String why, String what) {
    return new Verdict.Deny(
        Refusal.PERMISSION.denial(
            name(),
            rule,
            why.formatted(who, what),
            Saw.the("principal", who).and("permission", permission).written()));
  }
}
