package dev.interlock.kernel.gate;

import dev.interlock.kernel.charter.ToolContract;
import dev.interlock.kernel.charter.Usage;
import dev.interlock.kernel.run.Command;
import dev.interlock.kernel.run.Command.AcceptAnswer;
import dev.interlock.kernel.run.Command.AskModel;
import dev.interlock.kernel.run.Command.ConfirmEffect;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.Command.RollBack;
import dev.interlock.kernel.run.Command.Summarise;
import dev.interlock.kernel.run.Facts;
import dev.interlock.kernel.run.Reservation;
import dev.interlock.kernel.run.RunState;
import java.time.Duration;

/** What one attempt may use up at the most. */
final class WorstCase {
  private WorstCase() {}

  static Reservation of(RunState state, Command command, Facts facts) {
    return switch (command) {
      case AskModel _, Summarise _ -> model(state, command, facts);
      case InvokeTool call -> tool(state, call, facts);
      case AcceptAnswer _, ConfirmEffect _, RollBack _ -> Reservation.NONE;
    };
  }

  /** How long the run may still work: within its time and before its deadline. */
  static Duration timeLeft(RunState state, Command command, Facts facts) {
    var spending = state.spending();
    var budget = state.mandate().charter().bounds().budget();
    // The entry that holds the ruling charges the time since the one before.
    var waited = Duration.between(state.course().at(), facts.at());
    var active =
        budget
            .time()
            .minus(spending.settled().time())
            .minus(state.timeReservedBefore(command))
            .minus(waited);
    var wall = Duration.between(facts.at(), state.mandate().deadline());
    return active.compareTo(wall) < 0 ? active : wall;
  }

  /** A read may be cut short by the end of the run's time; an effect is given its whole timeout. */
  private static Reservation tool(RunState state, InvokeTool call, Facts facts) {
    var contract = contract(state, call);
    var timeout = contract.limits().timeout();
    return new Reservation(
        0,
        0,
        contract.effect().isRead() ? shorter(timeout, timeLeft(state, call, facts)) : timeout);
  }

  private static Reservation model(RunState state, Command command, Facts facts) {
    var terms = state.modelOf(command);
    var worst = new Usage(state.briefTokensMax(command), 0, terms.outputTokensMax());
    return new Reservation(
        worst.totalTokens(),
        terms.price().micros(worst),
        shorter(terms.timeout(), timeLeft(state, command, facts)));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static ToolContract contract(RunState state, InvokeTool call) {
    return state.mandate().charter().tool(call.tool()).orElseThrow();
  }
}
