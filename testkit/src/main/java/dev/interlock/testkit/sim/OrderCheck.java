package dev.interlock.testkit.sim;

import dev.interlock.kernel.charter.Rules.OrderRule;
import dev.interlock.kernel.run.Assessment;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.CommandId;
import dev.interlock.kernel.run.Entry;
import dev.interlock.kernel.run.Event;
import dev.interlock.kernel.run.RunState;
import dev.interlock.kernel.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts results by itself, and holds them against the rules of order. */
final class OrderCheck {
  private final Scene scene;
  private final List<Done> done = new ArrayList<>();

  OrderCheck(Scene scene) {
    this.scene = scene;
  }

  /**
   * A call that has been made.
   *
   * @param complete whether its result may be relied on
   */
  private record Done(InvokeTool call, int turn, boolean complete) {}

  void take(RunState before, Entry entry) {
    switch (entry.event()) {
      case Event.ToolReturned returned ->
          returned(before, returned.command(), Assessment.complete(returned.assessment()));
      case Event.PhaseEntered(var phase, _, _) -> entered(phase - 1);
      case Event.QueryAnswered(var command, _, var happened, _) when happened ->
          returned(before, command, true);
      case Event.OutcomeResolved resolved when resolved.happened() ->
          returned(before, resolved.command(), true);
      default -> {}
    }
  }

  private void returned(RunState before, CommandId command, boolean complete) {
    var pending = before.pending().get(command);
    if (pending == null || !(pending.command() instanceof InvokeTool call)) return;
    if (call.purpose() != null) return;
    done.add(new Done(call, before.course().turn(), complete));
    for (var rule : scene.charter().rules().order()) {
      if (!(rule instanceof OrderRule.AtMost(var tool, var max, var per))) continue;
      if (!tool.equals(call.tool())) continue;
      var count = done.stream().filter(one -> same(one.call, call, per)).count();
      if (count > max)
        throw scene.fail(Invariant.AT_MOST, count + " results of " + tool + ": " + rule);
    }
  }

  private static boolean same(InvokeTool one, InvokeTool other, @Nullable String argument) {
    return one.tool().equals(other.tool())
        && (argument == null || value(one, argument).equals(value(other, argument)));
  }

  private static String value(InvokeTool call, String argument) {
    return call.argument(argument).orElse(Value.Null.NULL).canonical();
  }

  /** An answer is accepted: whatever it must rest on has been given. */
  void accepted() {
    var output = scene.charter().rules().output();
    if (output == null || output.evidence() == null) return;
    output.evidence().requiredFrom().forEach(tool -> requireComplete(tool, "required-from"));
  }

  /** A phase is over: what it waited for has been given, or its steps are used up. */
  private void entered(int before) {
    var phase = scene.charter().rules().phases().get(before);
    if (phase.until() != null) requireComplete(phase.until(), "until of " + phase.name());
  }

  private boolean isMet(OrderRule.Requires rule, RunState before, InvokeTool call) {
    var given =
        done.stream()
            .filter(one -> one.call.tool().equals(rule.requires()))
            .filter(one -> one.turn < before.course().turn())
            .filter(one ->
                rule.same().stream()
                    .allMatch(name -> value(one.call, name).equals(value(call, name))))
            .toList();
    if (!given.isEmpty() && given.stream().noneMatch(Done::complete)) {
      throw scene.fail(Invariant.RELIED_ON, call + " rests on " + given);
    }
    return !given.isEmpty();
  }

  private void requireComplete(String tool, String what) {
    if (done.stream().anyMatch(one -> one.complete && one.call.tool().equals(tool))) return;
    throw scene.fail(Invariant.RELIED_ON, what + ": no complete result of " + tool);
  }

  /** A call is permitted for the first time. */
  void permitted(RunState before, InvokeTool call) {
    for (var rule : scene.charter().rules().order()) {
      if (!rule.tool().equals(call.tool())) continue;
      var broken =
          switch (rule) {
            case OrderRule.Requires requires -> !isMet(requires, before, call);
            case OrderRule.NeverAfter(_, var after) ->
                done.stream().anyMatch(one -> one.call.tool().equals(after));
            case OrderRule.AtMost _ -> false;
          };
      if (broken) throw scene.fail(Invariant.ORDER, call + " against " + rule);
    }
  }
}
