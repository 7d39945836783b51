package dev.interlock.kernel.gate;

import dev.interlock.kernel.charter.Risk;
import dev.interlock.kernel.charter.Rules.PolicyRule;
import dev.interlock.kernel.charter.Rules.Then;
import dev.interlock.kernel.charter.ToolContract;
import dev.interlock.kernel.run.Command;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.Facts;
import dev.interlock.kernel.run.Facts.Truth;
import dev.interlock.kernel.run.Hold;
import dev.interlock.kernel.run.RunState;
import java.util.Locale;

/** Risk against autonomy: who decides, the runtime or a person. */
final class AutonomyGate implements Gate {

  @Override
  public String name() {
    return "autonomy";
  }

  @Override
  public boolean governsCompensations() {
    return false;
  }

  @Override
  public Verdict judge(RunState state, Command command, Facts facts) {
    if (!(command instanceof InvokeTool call)) return Verdict.Allow.ALLOW;
    var contract = state.mandate().charter().tool(call.tool()).orElseThrow();
    if (contract.effect().isRead()) return Verdict.Allow.ALLOW;
    return switch (state.mandate().charter().bounds().autonomy()) {
      case OBSERVE -> new Verdict.Withhold();
      case ASSIST -> hold("assist", contract);
      case GUARDED ->
          contract.risk().level() <= Risk.WRITE.level() || allowedByRule(state, call, facts)
              ? Verdict.Allow.ALLOW
              : hold("guarded", contract);
      case BOUNDED -> Verdict.Allow.ALLOW;
    };
  }

  private Verdict hold(String autonomy, ToolContract contract) {
    var risk = contract.risk().name().toLowerCase(Locale.ROOT);
    return new Verdict.Hold(
        new Hold(
            name(),
            autonomy,
            contract.name() + " has risk " + risk + " and the agent is " + autonomy,
            Saw.the("risk", risk).and("autonomy", autonomy).written()));
  }

  private static boolean allowedByRule(RunState state, InvokeTool call, Facts facts) {
    return facts.policy().stream()
        .filter(outcome -> outcome.result() == Truth.TRUE)
        .flatMap(outcome ->
            state.mandate().charter().rules().policy().stream()
                .filter(rule -> rule.id().equals(outcome.rule())))
        .anyMatch(rule -> allows(rule, call.tool()));
  }

  /**
   * A rule frees a tool from asking only if it names the tool and says something of its arguments.
   */
  private static boolean allows(PolicyRule rule, String tool) {
    var names = rule.when().contains('"' + tool + '"') || rule.when().contains("'" + tool + "'");
    return rule.then() == Then.ALLOW && names && rule.when().contains("args.");
  }
}
