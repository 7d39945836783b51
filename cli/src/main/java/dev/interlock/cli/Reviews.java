package dev.interlock.cli;

import dev.interlock.cli.screen.Ink;
import dev.interlock.cli.screen.Invocation;
import dev.interlock.cli.screen.Screen;
import dev.interlock.kernel.run.Course.Outlook;
import dev.interlock.kernel.run.Ending.Escalated;
import dev.interlock.kernel.run.RunState;
import dev.interlock.kernel.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The runs that wait for manual review. */
final class Reviews {
  private final Screen screen;
  private final Invocation invocation;

  Reviews(Screen screen, Invocation invocation) {
    this.screen = screen;
    this.invocation = invocation;
  }

  void show(List<RunState> states) {
    for (var state : states) {
      if (!(state.course().outlook() instanceof Outlook.Over(Escalated ending))) continue;
      var mandate = state.mandate();
      var run = mandate.run().text();
      screen.line("run " + run + "  " + mandate.charter().agent().name(), Ink.BOLD);
      var goal = "for " + mandate.principal().name() + ": " + mandate.charter().goal();
      screen.line("  ", goal, Ink.PLAIN);
      screen.line("  ", "manual review " + role(ending) + ": " + ending.reason(), Ink.YELLOW);
      screen.line("    look    ", invocation.of("show", run, "--dossier"), Ink.CYAN);
      screen.line("    settle  ", invocation.settle(run, ending.to()), Ink.CYAN);
    }
  }

  /** Returns {@code [{run, agent, goal, requester, to, leaf, reason}]}. */
  static Value.Arr json(List<RunState> states) {
    var all = new ArrayList<Value>();
    for (var state : states) {
      if (!(state.course().outlook() instanceof Outlook.Over(Escalated ending))) continue;
      var mandate = state.mandate();
      all.add(
          Value.of(
              Map.of(
                  "run", Value.of(mandate.run().text()),
                  "agent", Value.of(mandate.charter().agent().name()),
                  "goal", Value.of(mandate.charter().goal()),
                  "requester", Value.of(mandate.principal().name()),
                  "to", Value.of(ending.to()),
                  "leaf", Value.of(ending.leaf().id()),
                  "reason", Value.of(ending.reason()))));
    }
    return Value.of(all);
  }

  private static String role(Escalated ending) {
    return ending.to().isEmpty() ? "by anybody" : "by " + ending.to();
  }
}
