package dev.interlock.cli;

import dev.interlock.cli.screen.Ink;
import dev.interlock.cli.screen.WaitsText;
import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.run.RunState;
import dev.interlock.kernel.run.Status;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.Interlock;
import dev.interlock.runtime.journal.RunIndex;
import dev.interlock.runtime.journal.RunSummary;
import dev.interlock.views.run.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

@Command(
    name = "interlock approvals",
    description =
        "Lists what waits for a person: held calls, outcomes that nobody knows, manual reviews.")
final class ApprovalsVerb extends Verb {
  private static final int PAGE = 200;

  @Override
  int call() {
    if (blank()) return told(List.of(), List.of());
    try (var interlock = openExisting()) {
      return told(waiting(interlock), reviews(interlock));
    }
  }

  private int told(List<RunState> states, List<RunState> reviews) {
    if (json) print(document(states).with("reviews", Reviews.json(reviews)));
    else show(states, reviews);
    return Exits.OK;
  }

  private static List<RunState> waiting(Interlock interlock) {
    var states = new ArrayList<RunState>();
    @Nullable RunId after = null;
    while (true) {
      var page = interlock.runs(new RunIndex.Query(null, null, true, after, PAGE));
      for (var known : page) {
        if (mayAsk(known)) states.add(interlock.run(known.run()).state());
      }
      if (page.size() < PAGE) return states;
      after = page.getLast().run();
    }
  }

  /** The runs that were escalated last, newest first. */
  private static List<RunState> reviews(Interlock interlock) {
    return interlock.runs(new RunIndex.Query(Status.ESCALATED, null, false, null, PAGE)).stream()
        .map(known -> interlock.run(known.run()).state())
        .toList();
  }

  /** A run in doubt, or paused, may hold a call as well. */
  private static boolean mayAsk(RunSummary known) {
    return switch (known.status()) {
      case WAITING_APPROVAL, OUTCOME_UNKNOWN, PAUSED -> true;
      case RUNNING,
          WAITING_USER,
          WAITING_CHILD,
          WAITING_TIMER,
          COMPLETED,
          ESCALATED,
          FAILED,
          STOPPED,
          CANCELLED,
          ROLLED_BACK ->
          false;
    };
  }

  private static Value.Obj document(List<RunState> states) {
    var approvals = new ArrayList<Value>();
    var outcomes = new ArrayList<Value>();
    for (var state : states) {
      for (var waiting : Waiting.of(state)) {
        switch (waiting) {
          case Waiting.Approval _ -> approvals.add(document(waiting, state));
          case Waiting.Outcome _ -> outcomes.add(document(waiting, state));
          case Waiting.Timer _, Waiting.Parked _, Waiting.Switch _ -> {}
        }
      }
    }
    return Value.of(Map.of("approvals", Value.of(approvals), "outcomes", Value.of(outcomes)));
  }

  private static Value.Obj document(Waiting waiting, RunState state) {
    var mandate = state.mandate();
    return waiting
        .json()
        .with("run", Value.of(mandate.run().text()))
        .with("agent", Value.of(mandate.charter().agent().name()))
        .with("goal", Value.of(mandate.charter().goal()))
        .with("requester", Value.of(mandate.principal().name()));
  }

  private void show(List<RunState> states, List<RunState> reviews) {
    var asking = states.stream().filter(ApprovalsVerb::asks).toList();
    if (asking.isEmpty() && reviews.isEmpty()) screen().line("Nothing waits for a person.");
    new Reviews(screen(), invocation()).show(reviews);
    for (var state : asking) {
      var mandate = state.mandate();
      screen().line("run " + mandate.run() + "  " + mandate.charter().agent().name(), Ink.BOLD);
      screen()
          .line(
              "  ",
              "for " + mandate.principal().name() + ": " + mandate.charter().goal(),
              Ink.PLAIN);
      new WaitsText(screen(), invocation()).show(state);
    }
  }

  private static boolean asks(RunState state) {
    return Waiting.of(state).stream()
        .anyMatch(one -> one instanceof Waiting.Approval || one instanceof Waiting.Outcome);
  }
}
