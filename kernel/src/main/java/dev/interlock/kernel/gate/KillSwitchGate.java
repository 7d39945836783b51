package dev.interlock.kernel.gate;

import dev.interlock.kernel.run.Attempt;
import dev.interlock.kernel.run.Command;
import dev.interlock.kernel.run.Facts;
import dev.interlock.kernel.run.Facts.Switch;
import dev.interlock.kernel.run.Pending.Stage;
import dev.interlock.kernel.run.RunState;

/** A thrown switch lets nothing new begin: the run pauses, or ends if the switch says so. */
final class KillSwitchGate implements Gate {

  @Override
  public String name() {
    return "kill-switch";
  }

  @Override
  public boolean governsAttempts() {
    return true;
  }

  @Override
  public Verdict judge(RunState state, Command command, Facts facts) {
    var concerning =
        facts.standing().switches().stream()
            .filter(
                one -> one.concerns(state.mandate().charter(), command, attempt(state, command)))
            .toList();
    if (concerning.isEmpty()) return Verdict.Allow.ALLOW;
    var last = concerning.stream().filter(Switch::last).findFirst();
    if (last.isPresent()) return stop(last.get());
    var first = concerning.getFirst();
    return new Verdict.Pause("switch on " + first.scope(), first.reason());
  }

  private static Attempt.Kind attempt(RunState state, Command command) {
    var pending = state.pending().get(command.id());
    return pending != null && pending.stage() instanceof Stage.Wanted(var kind, _)
        ? kind
        : Attempt.Kind.PERFORM;
  }

  private Verdict stop(Switch thrown) {
    return new Verdict.Deny(
        Refusal.SWITCH.denial(
            name(),
            thrown.scope(),
            "stopped by the switch on " + thrown.scope() + ": " + thrown.reason(),
            Saw.the("scope", thrown.scope()).written()));
  }
}
