package dev.interlock.kernel.run;

import dev.interlock.kernel.charter.EffectClass;
import dev.interlock.kernel.charter.Principal;
import dev.interlock.kernel.run.Course.Outlook;
import dev.interlock.kernel.run.Event.ApprovalEdited;
import dev.interlock.kernel.run.Event.ApprovalGranted;
import dev.interlock.kernel.run.Event.ApprovalRejected;
import dev.interlock.kernel.run.Event.LateAnswerKept;
import dev.interlock.kernel.run.Event.OutcomeResolved;
import dev.interlock.kernel.run.Event.RequestRefused;
import dev.interlock.kernel.run.Event.RunCancelled;
import dev.interlock.kernel.run.Event.RunContinued;
import dev.interlock.kernel.run.Event.RunPaused;
import dev.interlock.kernel.run.Event.ToolReturned;
import dev.interlock.kernel.run.Pending.Stage;
import dev.interlock.kernel.run.Request.Approve;
import dev.interlock.kernel.run.Request.Cancel;
import dev.interlock.kernel.run.Request.Continue;
import dev.interlock.kernel.run.Request.Edit;
import dev.interlock.kernel.run.Request.Late;
import dev.interlock.kernel.run.Request.Pause;
import dev.interlock.kernel.run.Request.Reject;
import dev.interlock.kernel.run.Request.Resolve;
import dev.interlock.kernel.value.Digest;
import dev.interlock.kernel.value.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;

/** Turns what outsiders ask into facts: the thing asked, or why not. Pure. */
public final class Admission {
  private Admission() {}

  /**
   * Says what becomes of a request.
   *
   * @param state what holds now
   * @param at the time of the entry that will hold the event
   * @return the event to record; a {@link RequestRefused} if the request cannot be met
   */
  public static Event admit(RunState state, RequestId id, Request request, Instant at) {
    var objection =
        switch (request) {
          case Approve(var command, var wanted, var by) ->
              mayDecide(state, command, by, at).or(() -> sameAsShown(state, command, wanted));
          case Edit(var command, var wanted, var arguments, var by) ->
              mayDecide(state, command, by, at)
                  .or(() -> sameAsShown(state, command, wanted))
                  .or(() -> namesTheKey(state, command, arguments));
          case Reject(var command, _, var by) -> mayDecide(state, command, by, at);
          case Resolve(var command, var result, _) ->
              isUnknown(state, command)
                  .or(() -> result == null ? mayStillHappen(state, command, at) : Optional.empty());
          case Late(var command, _, _, _) -> wasWanted(state, command);
          case Pause _ ->
              unless(state.course().outlook() instanceof Outlook.Going, "is not going on", state);
          case Cancel _ -> mayCancel(state);
          case Continue _ -> mayContinue(state);
        };
    return objection
        .<Event>map(reason -> new RequestRefused(id, reason))
        .orElseGet(() -> admitted(state, id, request));
  }

  private static Event admitted(RunState state, RequestId id, Request request) {
    return switch (request) {
      case Approve(var command, var wanted, var by) -> new ApprovalGranted(command, wanted, by, id);
      case Edit(var command, _, var arguments, var by) ->
          new ApprovalEdited(command, arguments, by, id);
      case Reject(var command, var reason, var by) -> new ApprovalRejected(command, reason, by, id);
      case Resolve(var command, var result, var by) ->
          new OutcomeResolved(command, result != null, result, by, id);
      case Late(var command, var attempt, var result, var assessment) ->
          underWay(state, command)
              ? new ToolReturned(command, attempt, result, Duration.ZERO, assessment)
              : new LateAnswerKept(command, attempt, result, id);
      case Pause(var by, var reason) -> new RunPaused(by, reason);
      case Cancel(var by) -> new RunCancelled(by, id);
      case Continue(var by) -> new RunContinued(by);
    };
  }

  private static Optional<String> mayCancel(RunState state) {
    if (state.over()) return Optional.of("the run has ended; it is " + state.status());
    return state.course().intended().filter(Ending.Cancelled.class::isInstance).isPresent()
        ? Optional.of("the run is being cancelled already; it is " + state.status())
        : Optional.empty();
  }

  private static Optional<String> mayContinue(RunState state) {
    var stops = state.course().stops();
    if (!stops.isEmpty() && !(state.course().heading() instanceof Outlook.Paused)) {
      var thrown = stops.getFirst().thrown();
      return Optional.of(
          "the run is stopped by the switch on " + thrown.scope() + ": " + thrown.reason());
    }
    return unless(state.course().standsStill(), "is not paused", state);
  }

  private static Optional<String> mayDecide(
      RunState state, CommandId command, Principal by, Instant at) {
    var pending = state.pending().get(command);
    if (pending == null || !(pending.stage() instanceof Stage.Held(_, _, var expiresAt))) {
      return Optional.of(command + " does not wait for a decision; it was decided, or never held");
    }
    if (!at.isBefore(expiresAt)) return Optional.of("the question expired at " + expiresAt);
    var terms = state.mandate().charter().rules().approvals();
    if (!terms.approvers().isEmpty() && Collections.disjoint(terms.approvers(), by.roles())) {
      return Optional.of(by.name() + " has none of the approving roles " + terms.approvers());
    }
    if (terms.distinctFromRequester() && by.name().equals(state.mandate().principal().name())) {
      return Optional.of(by.name() + " asked for this run and may not approve in it");
    }
    return Optional.empty();
  }

  private static Optional<String> sameAsShown(RunState state, CommandId command, Digest wanted) {
    var held = (Stage.Held) state.requirePending(command).stage();
    return held.wanted().equals(wanted)
        ? Optional.empty()
        : Optional.of("the call is not the one that was shown; look at it again");
  }

  /** The key of an effect is the runtime's own: who could set it could have an effect twice. */
  private static Optional<String> namesTheKey(
      RunState state, CommandId command, Value.Obj arguments) {
    var call = Rulings.requireCall(state, command);
    var key =
        switch (state.mandate().charter().tool(call.tool()).orElseThrow().effect()) {
          case EffectClass.Keyed(var argument, _) -> argument;
          case EffectClass.Reconcile(var argument, _) -> argument;
          case EffectClass.Read _, EffectClass.Transactional _, EffectClass.Once _ -> null;
        };
    return key == null || arguments.get(key).isEmpty()
        ? Optional.empty()
        : Optional.of("/" + key + " is filled by the runtime; leave it out");
  }

  private static Optional<String> isUnknown(RunState state, CommandId command) {
    var pending = state.pending().get(command);
    return pending != null && pending.past().inDoubt()
        ? Optional.empty()
        : Optional.of("the outcome of " + command + " is not unknown");
  }

  /** Until then a process that only stood still may begin what its permit allows. */
  private static Optional<String> mayStillHappen(RunState state, CommandId command, Instant at) {
    var settlesAt = state.requirePending(command).past().settlesAt();
    return settlesAt == null || !at.isBefore(settlesAt)
        ? Optional.empty()
        : Optional.of(
            command + " may still take effect until " + settlesAt + "; look again after that");
  }

  private static Optional<String> wasWanted(RunState state, CommandId command) {
    return command.sequence() <= state.sequence()
        ? Optional.empty()
        : Optional.of(command + " was never wanted");
  }

  private static Optional<String> unless(boolean fits, String problem, RunState state) {
    return fits
        ? Optional.empty()
        : Optional.of("the run " + problem + "; it is " + state.status());
  }

  private static boolean underWay(RunState state, CommandId command) {
    var pending = state.pending().get(command);
    return pending != null && pending.underWay();
  }
}
