package dev.interlock.views.run;

import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.run.Command;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.Course.Outlook;
import dev.interlock.kernel.run.Course.Stop;
import dev.interlock.kernel.run.Pending;
import dev.interlock.kernel.run.Pending.Stage;
import dev.interlock.kernel.run.RunState;
import dev.interlock.kernel.value.Value;
import dev.interlock.views.approval.ApprovalsView;
import dev.interlock.views.approval.Question;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One thing that a run waits for. */
public sealed interface Waiting {

  /** A person's yes or no. */
  record Approval(Question question) implements Waiting {}

  /**
   * Somebody who knows what came of a call.
   *
   * @param cause why nobody knows
   */
  record Outcome(RunId run, InvokeTool call, String cause) implements Waiting {}

  /**
   * The clock.
   *
   * @param until when it goes on
   */
  record Timer(Command command, Instant until) implements Waiting {}

  /** Whoever parked it, to let it go on. */
  record Parked(String by, String reason) implements Waiting {}

  /** A kill switch to be released. */
  record Switch(Stop stop) implements Waiting {}

  /** Returns what a run waits for: people first, then the clock. */
  static List<Waiting> of(RunState state) {
    var waiting = new ArrayList<Waiting>();
    if (state.over()) return waiting;
    var run = state.mandate().run();
    for (var pending : state.pending().values()) {
      if (pending.command() instanceof InvokeTool call
          && pending.stage() instanceof Stage.InDoubt(var cause)) {
        waiting.add(new Outcome(run, call, cause));
      }
    }
    ApprovalsView.of(state).open().forEach(question -> waiting.add(new Approval(question)));
    state.course().stops().forEach(stop -> waiting.add(new Switch(stop)));
    if (state.course().heading() instanceof Outlook.Paused(var by, var reason)) {
      waiting.add(new Parked(by, reason));
    } else if (state.course().stops().isEmpty()) {
      state.pending().values().forEach(pending -> addTimer(state, pending, waiting));
    }
    return waiting;
  }

  private static void addTimer(RunState state, Pending pending, List<Waiting> waiting) {
    if (pending.stage() instanceof Stage.Wanted(_, var notBefore)
        && notBefore.isAfter(state.course().at())) {
      waiting.add(new Timer(pending.command(), notBefore));
    }
  }

  /**
   * This as JSON: {@code {kind, id, call, tool, arguments, digest, holds, expiresAt}} with null for
   * what does not apply; beyond that {@code reason}, {@code quorum} and {@code yes} (names) for an
   * approval, and {@code until} for a timer.
   */
  default Value.Obj json() {
    return switch (this) {
      case Approval(var question) ->
          about(question.call(), "approval")
              .with("id", Value.of(question.id()))
              .with("digest", Value.of(question.digest().hex()))
              .with("holds", question.holdsJson())
              .with("expiresAt", Value.of(question.expiresAt().toString()))
              .with("reason", Value.of(question.reasons()))
              .with("quorum", Value.of(question.quorum()))
              .with("yes", Value.of(question.yes().stream().map(Value::of).toList()));
      case Outcome(_, var call, var cause) ->
          about(call, "outcome")
              .with("digest", Value.of(call.digest().hex()))
              .with("reason", Value.of(cause));
      case Timer(var command, var until) ->
          about(command, "timer").with("until", Value.of(until.toString()));
      case Parked(var by, var reason) ->
          blank("switch").with("by", Value.of(by)).with("reason", Value.of(reason));
      case Switch(Stop(var thrown, var by)) ->
          blank("switch")
              .with("scope", Value.of(thrown.scope()))
              .with("by", Value.of(by.by()))
              .with("operatingSystemUser", Value.of(by.operatingSystemUser()))
              .with("since", Value.of(by.at().toString()))
              .with("reason", Value.of(thrown.reason()));
    };
  }

  private static Value.Obj about(Command command, String kind) {
    var named = blank(kind).with("call", Value.of(command.id().toString()));
    return command instanceof InvokeTool call
        ? named.with("tool", Value.of(call.tool())).with("arguments", call.arguments())
        : named;
  }

  private static Value.Obj blank(String kind) {
    return Value.of(
        Map.of(
            "kind", Value.of(kind),
            "id", Value.Null.NULL,
            "call", Value.Null.NULL,
            "tool", Value.Null.NULL,
            "arguments", Value.Null.NULL,
            "digest", Value.Null.NULL,
            "holds", Value.Null.NULL,
            "expiresAt", Value.Null.NULL,
            "reason", Value.Null.NULL));
  }
}
