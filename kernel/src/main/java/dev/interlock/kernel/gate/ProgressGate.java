package dev.interlock.kernel.gate;

import dev.interlock.kernel.charter.ToolContract;
import dev.interlock.kernel.run.Command;
import dev.interlock.kernel.run.Command.AskModel;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.Facts;
import dev.interlock.kernel.run.History.Seen;
import dev.interlock.kernel.run.Pending;
import dev.interlock.kernel.run.Pending.Stage;
import dev.interlock.kernel.run.RunState;
import java.time.Duration;
import java.util.Optional;

/**
 * No circles. A read whose complete result is still fresh is not made again: it is reused once,
 * then refused, then the run stops. A call that failed twice in the same way is refused, then the
 * run stops. An effect that has happened, or is under way in this turn, is not repeated with the
 * same arguments. Turns that bring nothing new are counted.
 */
final class ProgressGate implements Gate {
  /** How long a read's result serves, as long as the run has had no effect since. */
  private static final Duration FRESH = Duration.ofSeconds(30);

  private static final int SAME_RESULTS_MAX = 2;
  private static final int SAME_ERRORS_MAX = 2;

  @Override
  public String name() {
    return "progress";
  }

  @Override
  public boolean governsCompensations() {
    return false;
  }

  @Override
  public Verdict judge(RunState state, Command command, Facts facts) {
    return switch (command) {
      case AskModel _ -> stalled(state);
      case InvokeTool call ->
          twin(state, call)
              .or(() -> state.history().seen(call).map(seen -> again(state, call, seen, facts)))
              .orElse(Verdict.Allow.ALLOW);
      case Command.AcceptAnswer _,
          Command.Summarise _,
          Command.ConfirmEffect _,
          Command.RollBack _ ->
          Verdict.Allow.ALLOW;
    };
  }

  /** The same effect under another id of this turn; one in doubt is the order gate's business. */
  private Optional<Verdict> twin(RunState state, InvokeTool call) {
    if (state.mandate().charter().tool(call.tool()).orElseThrow().effect().isRead()) {
      return Optional.empty();
    }
    return state.pending().values().stream()
        .filter(other -> other.underWay() || other.stage() instanceof Stage.Held)
        .filter(other -> !other.past().inDoubt())
        .map(Pending::command)
        .filter(other -> !other.id().equals(call.id()))
        .filter(other -> other instanceof InvokeTool that && that.digest().equals(call.digest()))
        .findFirst()
        .map(other ->
            deny(
                "same-effect",
                "the same call stands in this turn already, as "
                    + other.id()
                    + "; it is not done twice",
                Saw.the("tool", call.tool()).and("same", other.id().toString()),
                Refusal.REPETITION));
  }

  private Verdict stalled(RunState state) {
    var turns = state.history().stall().turns();
    var max = state.mandate().charter().bounds().stallTurnsMax();
    return turns < max
        ? Verdict.Allow.ALLOW
        : deny(
            "no-news",
            turns + " turns in a row brought no new information",
            Saw.the("turns", turns).and("max", max),
            Refusal.NO_PROGRESS);
  }

  private Verdict again(RunState state, InvokeTool call, Seen seen, Facts facts) {
    var saw =
        Saw.the("tool", call.tool()).and("entry", seen.entry()).and("same", seen.sameInARow());
    if (seen.kind() == Seen.Kind.FAILED) return failedBefore(seen, saw);
    var contract = state.mandate().charter().tool(call.tool()).orElseThrow();
    if (!contract.effect().isRead()) return doneBefore(seen, saw);
    var fresh =
        seen.kind() == Seen.Kind.COMPLETE
            && seen.entry() > state.history().lastEffect()
            && Duration.between(seen.at(), facts.at()).compareTo(freshFor(contract)) < 0;
    if (!fresh && seen.sameInARow() < SAME_RESULTS_MAX) return Verdict.Allow.ALLOW;
    return switch (seen.refused()) {
      case 0 -> fresh ? new Verdict.Reuse(seen.entry()) : refuse(seen, saw);
      case 1 -> refuse(seen, saw);
      default ->
          stop("same-call", "the same call again, with its result in entry " + seen.entry(), saw);
    };
  }

  private static Duration freshFor(ToolContract contract) {
    var terms = contract.result();
    var stated = terms == null ? null : terms.freshness();
    return stated == null || stated.within().compareTo(FRESH) > 0 ? FRESH : stated.within();
  }

  private Verdict refuse(Seen seen, Saw saw) {
    var isComplete = seen.kind() == Seen.Kind.COMPLETE;
    return deny(
        "same-call",
        "this call gave the same result before, in entry "
            + seen.entry()
            + (isComplete
                ? "; use it, or propose something else"
                : ", which may not be relied on; propose something else"),
        saw,
        Refusal.REPETITION);
  }

  private Verdict failedBefore(Seen seen, Saw saw) {
    if (seen.sameInARow() < SAME_ERRORS_MAX) return Verdict.Allow.ALLOW;
    if (seen.refused() > 0) {
      return stop(
          "same-error", "the same failing call again; it failed in entry " + seen.entry(), saw);
    }
    return deny(
        "same-error",
        "this call failed "
            + seen.sameInARow()
            + " times in the same way, last in entry "
            + seen.entry()
            + "; propose something else",
        saw,
        Refusal.SAME_ERROR);
  }

  private Verdict doneBefore(Seen seen, Saw saw) {
    if (seen.refused() > 1) {
      return stop(
          "same-effect", "the same effect again; it happened in entry " + seen.entry(), saw);
    }
    return deny(
        "same-effect",
        "this has been done, with the result in entry " + seen.entry() + "; it is not done twice",
        saw,
        Refusal.REPETITION);
  }

  private Verdict stop(String rule, String reason, Saw saw) {
    return deny(rule, reason, saw, Refusal.NO_PROGRESS);
  }

  private Verdict deny(String rule, String reason, Saw saw, Refusal refusal) {
    return new Verdict.Deny(refusal.denial(name(), rule, reason, saw.written()));
  }
}
