package dev.interlock.kernel.gate;

import dev.interlock.kernel.run.Command;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.Facts;
import dev.interlock.kernel.run.RunState;
import dev.interlock.kernel.value.Value;

/** Arguments fit the tool's schema strictly; the feedback says exactly what to mend. */
final class SchemaGate implements Gate {

  @Override
  public String name() {
    return "schema";
  }

  @Override
  public Verdict judge(RunState state, Command command, Facts facts) {
    if (!(command instanceof InvokeTool call)) return Verdict.Allow.ALLOW;
    if (!(call.arguments() instanceof Value.Obj)) {
      return deny(call, "not-an-object", "the arguments are not a JSON object");
    }
    if (facts.violations().isEmpty()) return Verdict.Allow.ALLOW;
    return deny(call, "strict", "mend the arguments: " + Violations.inWords(facts.violations()));
  }

  private Verdict deny(InvokeTool call, String rule, String reason) {
    var saw = Saw.the("arguments", call.arguments()).written();
    return new Verdict.Deny(Refusal.ARGUMENTS.denial(name(), rule, reason, saw));
  }
}
