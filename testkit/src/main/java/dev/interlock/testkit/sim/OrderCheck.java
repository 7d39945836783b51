package dev.interlock.testkit.sim;

import dev.interlock.kernel.charter.Rules.OrderRule;
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

  private record Done(InvokeTool call, int turn) {}

  void take(RunState before, Entry entry) {
    switch (entry.event()) {
      case Event.ToolReturned returned -> returned(before, returned.command());
      case Event.QueryAnswered(var command, _, var happened, _) when happened ->
          returned(before, command);
      case Event.OutcomeResolved resolved when resolved.happened() ->
          returned(before, resolved.command());
      default -> {}
    }
  }

  private void returned(RunState before, CommandId command) {
    var pending = before.pending().get(command);
    if (pending == null || !(pending.command() instanceof InvokeTool call)) return;
    done.add(new Done(call, before.course().turn()));
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

  /** A call is permitted for the first time. */
  void permitted(RunState before, InvokeTool call) {
    for (var rule : scene.charter().rules().order()) {
      if (!rule.tool().equals(call.tool())) continue;
      var broken =
          switch (rule) {
            case OrderRule.Requires(_, var requires, var same) ->
                done.stream()
                    .noneMatch(one ->
                        one.call.tool().equals(requires)
                            && one.turn < before.course().turn()
                            && same.stream()
                                .allMatch(name -> value(one.call, name).equals(value(call, name))));
            case OrderRule.NeverAfter(_, var after) ->
                done.stream().anyMatch(one -> one.call.tool().equals(after));
            case OrderRule.AtMost _ -> false;
          };
      if (broken) throw scene.fail(Invariant.ORDER, call + " against " + rule);
    }
  }
}
