package dev.interlock.kernel.gate;

import dev.interlock.kernel.charter.EffectClass;
import dev.interlock.kernel.run.Clocks;
import dev.interlock.kernel.run.Command;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.Facts;
import dev.interlock.kernel.run.RunState;

/**
 * A call in doubt is tried again only as long as the tool is sure to remember its key: after that
 * the same key would take effect a second time, and a person must find out.
 */
final class KeyGate implements Gate {

  @Override
  public String name() {
    return "key";
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
    if (first == null || !pending.past().inDoubt()) return Verdict.Allow.ALLOW;
    var contract = state.mandate().charter().tool(call.tool()).orElseThrow();
    if (!(contract.effect() instanceof EffectClass.Keyed(_, var validFor))) {
      return Verdict.Allow.ALLOW;
    }
    var forgotten = first.plus(validFor);
    var latest = GatePipeline.beginBy(state, facts.at()).plus(contract.limits().timeout());
    if (latest.plus(Clocks.SKEW_MAX).isBefore(forgotten)) return Verdict.Allow.ALLOW;
    return new Verdict.Deny(
        Refusal.KEY_FORGOTTEN.denial(
            name(),
            "expired",
            call.tool() + " remembers the key until " + forgotten + " only",
            Saw.the("remembered-until", forgotten.toString()).written()));
  }
}
