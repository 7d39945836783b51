package dev.interlock.kernel.gate;

import dev.interlock.kernel.charter.Rules.OrderRule;
import dev.interlock.kernel.charter.Rules.OrderRule.AtMost;
import dev.interlock.kernel.charter.Rules.OrderRule.NeverAfter;
import dev.interlock.kernel.charter.Rules.OrderRule.Requires;
import dev.interlock.kernel.run.Command;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.Denial;
import dev.interlock.kernel.run.Facts;
import dev.interlock.kernel.run.History;
import dev.interlock.kernel.run.Hold;
import dev.interlock.kernel.run.Pending;
import dev.interlock.kernel.run.Pending.Stage;
import dev.interlock.kernel.run.RunState;
import java.util.List;
import java.util.Optional;

/**
 * What must come before what, and how often. A call like one whose outcome is unknown is held, so
 * that a deed in doubt is not done a second time under another name.
 */
final class OrderGate implements Gate {

  @Override
  public String name() {
    return "order";
  }

  @Override
  public boolean governsCompensations() {
    return false;
  }

  @Override
  public Verdict judge(RunState state, Command command, Facts facts) {
    if (!(command instanceof InvokeTool call)) return Verdict.Allow.ALLOW;
    var rules =
        state.mandate().charter().rules().order().stream()
            .filter(rule -> rule.tool().equals(call.tool()))
            .toList();
    for (var rule : rules) {
      var broken = broken(rule, state, call);
      if (broken.isPresent()) return new Verdict.Deny(broken.get());
    }
    return state.pending().values().stream()
        .filter(other -> inDoubt(other) && sameDeed(rules, other.command(), call))
        .findFirst()
        .<Verdict>map(other -> hold(other, call))
        .orElse(Verdict.Allow.ALLOW);
  }

  private Optional<Denial> broken(OrderRule rule, RunState state, InvokeTool call) {
    return switch (rule) {
      case Requires requires -> {
        var met = state.history().metIn(requires, call);
        yield met.isPresent() && met.get() < state.course().turn()
            ? Optional.empty()
            : Optional.of(missing(state, requires));
      }
      case AtMost most -> {
        var count = state.history().counted(most, call) + pendingLike(state, most, call);
        yield count < most.max() ? Optional.empty() : Optional.of(tooMany(most, count));
      }
      case NeverAfter never -> {
        var after = never.after();
        var done =
            state.history().done(never)
                || state.pending().values().stream().anyMatch(other -> begunOrAsked(other, after));
        yield done ? Optional.of(tooLate(rule.tool(), after)) : Optional.empty();
      }
    };
  }

  private Denial missing(RunState state, Requires rule) {
    var flawed =
        state.history().gaveFlawed(rule.requires())
            ? "; what it gave may not be relied on, only a complete result counts"
            : "";
    var same = rule.same().isEmpty() ? "" : " for the same " + String.join(", ", rule.same());
    return denial(
        "requires",
        "call " + rule.requires() + same + " first and wait for its result" + flawed,
        Saw.the("tool", rule.tool()).and("requires", rule.requires()),
        Refusal.SEQUENCE);
  }

  private Denial tooMany(AtMost rule, int count) {
    var per = rule.per() == null ? "" : " for the same " + rule.per();
    return denial(
        "at-most",
        rule.tool() + " may be called " + rule.max() + " time(s)" + per + " and has been",
        Saw.the("tool", rule.tool()).and("max", rule.max()).and("count", count),
        Refusal.TOO_OFTEN);
  }

  private Denial tooLate(String tool, String after) {
    return denial(
        "never-after",
        tool + " may not be called after " + after,
        Saw.the("tool", tool).and("after", after),
        Refusal.SEQUENCE);
  }

  private Denial denial(String rule, String reason, Saw saw, Refusal refusal) {
    return refusal.denial(name(), rule, reason, saw.written());
  }

  private static int pendingLike(RunState state, AtMost rule, InvokeTool call) {
    var key = History.limit(rule, call);
    return (int)
        state.pending().values().stream()
            .filter(other -> counts(other, call))
            .filter(other -> History.limit(rule, (InvokeTool) other.command()).equals(key))
            .count();
  }

  private static boolean counts(Pending other, InvokeTool call) {
    return begunOrAsked(other, call.tool()) && !other.command().id().equals(call.id());
  }

  /** A sibling that is still to be judged has not been called: it comes after. */
  private static boolean begunOrAsked(Pending other, String tool) {
    return other.command() instanceof InvokeTool that
        && that.tool().equals(tool)
        && (other.underWay() || other.stage() instanceof Stage.Held);
  }

  private static boolean inDoubt(Pending other) {
    return other.past().inDoubt();
  }

  private static boolean sameDeed(List<OrderRule> rules, Command doubtful, InvokeTool call) {
    if (!(doubtful instanceof InvokeTool other)
        || other.id().equals(call.id())
        || !other.tool().equals(call.tool())) {
      return false;
    }
    return other.digest().equals(call.digest())
        || rules.stream()
            .anyMatch(rule ->
                rule instanceof AtMost most
                    && History.limit(most, other).equals(History.limit(most, call)));
  }

  private Verdict hold(Pending doubtful, InvokeTool call) {
    return new Verdict.Hold(
        new Hold(
            name(),
            "in-doubt",
            "the outcome of " + doubtful.command().id() + ", a call like this one, is unknown",
            Saw.the("tool", call.tool())
                .and("unknown", doubtful.command().id().toString())
                .written()));
  }
}
