package dev.interlock.kernel.gate;

import dev.interlock.kernel.run.Command;
import dev.interlock.kernel.run.Command.AcceptAnswer;
import dev.interlock.kernel.run.Command.AskModel;
import dev.interlock.kernel.run.Command.ConfirmEffect;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.Command.RollBack;
import dev.interlock.kernel.run.Command.Summarise;
import dev.interlock.kernel.run.Facts;
import dev.interlock.kernel.run.RunState;

/**
 * Settled + reserved + the worst case of this attempt stay within the budget, for every measure.
 */
final class BudgetGate implements Gate {

  @Override
  public String name() {
    return "budget";
  }

  @Override
  public boolean governsAttempts() {
    return true;
  }

  @Override
  public boolean governsCompensations() {
    return false;
  }

  @Override
  public boolean governsLooks() {
    return true;
  }

  @Override
  public Verdict judge(RunState state, Command command, Facts facts) {
    if (command instanceof AcceptAnswer
        || command instanceof ConfirmEffect
        || command instanceof RollBack) return Verdict.Allow.ALLOW;
    var worst = WorstCase.of(state, command, facts);
    var timeLeft = WorstCase.timeLeft(state, command, facts);
    var budget = state.mandate().charter().bounds().budget();
    var used = state.spending();
    if (!timeLeft.isPositive() || worst.time().compareTo(timeLeft) > 0) {
      return deny("time", timeLeft.toMillis(), worst.time().toMillis(), Refusal.TIME);
    }
    var moneyLeft =
        budget.costMicros() - used.settled().costMicros() - used.reserved().costMicros();
    if (worst.costMicros() > moneyLeft || moneyLeft < 0) {
      return deny("cost", moneyLeft, worst.costMicros(), Refusal.COST);
    }
    var tokensLeft = budget.tokens() - used.settled().tokens() - used.reserved().tokens();
    if (worst.tokens() > tokensLeft || tokensLeft < 0) {
      return deny("tokens", tokensLeft, worst.tokens(), Refusal.COST);
    }
    var brief = state.transcript().bytes();
    var briefMax = state.mandate().transcriptBytesMax();
    return switch (command) {
      case AskModel _ when brief > briefMax -> deny("brief-bytes", briefMax, brief, Refusal.BRIEF);
      case AskModel(_, var turn, _) when turn > budget.counts().steps() ->
          deny("steps", 0, 1, Refusal.STEPS);
      case AskModel _ when state.phaseIsUsedUp() -> deny("phase-steps", 0, 1, Refusal.STEPS);
      case AskModel _, Summarise _ when used.modelCalls() >= budget.counts().modelCalls() ->
          deny("model-calls", 0, 1, Refusal.COST);
      case InvokeTool _ when used.toolCalls() >= budget.counts().toolCalls() ->
          deny("tool-calls", 0, 1, Refusal.TOOL_CALLS);
      case AskModel _, Summarise _, InvokeTool _, AcceptAnswer _, ConfirmEffect _, RollBack _ ->
          Verdict.Allow.ALLOW;
    };
  }

  private Verdict deny(String measure, long left, long worst, Refusal refusal) {
    var unit =
        switch (measure) {
          case "time" -> " ms";
          case "cost" -> " millionths of a dollar";
          default -> "";
        };
    return new Verdict.Deny(
        refusal.denial(
            name(),
            measure,
            "budget."
                + measure
                + " is used up: "
                + left
                + unit
                + " left, this needs up to "
                + worst
                + unit,
            Saw.the("left", left).and("worst", worst).written()));
  }
}
