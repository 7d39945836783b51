package dev.interlock.kernel.run;

import dev.interlock.kernel.charter.EffectClass;
import dev.interlock.kernel.charter.Principal;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.Course.Outlook;
import dev.interlock.kernel.run.Event.ApprovalEdited;
import dev.interlock.kernel.run.Event.ApprovalGranted;
import dev.interlock.kernel.run.Event.ApprovalPostponed;
import dev.interlock.kernel.run.Event.ApprovalRejected;
import dev.interlock.kernel.run.Event.LateAnswerKept;
import dev.interlock.kernel.run.Event.OutcomeResolved;
import dev.interlock.kernel.run.Event.RequestRefused;
import dev.interlock.kernel.run.Event.ReviewSettled;
import dev.interlock.kernel.run.Event.RollbackRequested;
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
import dev.interlock.kernel.run.Request.Postpone;
import dev.interlock.kernel.run.Request.Reject;
import dev.interlock.kernel.run.Request.Resolve;
import dev.interlock.kernel.run.Request.Rollback;
import dev.interlock.kernel.run.Request.SettleReview;
import dev.interlock.kernel.value.Digest;
import dev.interlock.kernel.value.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
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
              mayDecide(state, command, by, at)
                  .or(() -> sameAsShown(state, command, wanted))
                  .or(() -> mayStillSayYes(state, command, by));
          case Edit(var command, var wanted, var arguments, var by) ->
              mayDecide(state, command, by, at)
                  .or(() -> sameAsShown(state, command, wanted))
                  .or(() -> namesTheKey(state, command, arguments));
          case Reject(var command, _, var by) -> mayDecide(state, command, by, at);
          case Postpone(var command, var by) ->
              mayDecide(state, command, by, at).or(() -> isTimeLeft(state, command, at));
          case Resolve(var command, var result, _) ->
              isUnknown(state, command)
                  .or(() -> result == null ? mayStillHappen(state, command, at) : Optional.empty());
          case SettleReview(_, _, var by) -> Reviews.objection(state, by);
          case Late(var command, _, _, _) -> wasWanted(state, command);
          case Pause _ ->
              unless(state.course().outlook() instanceof Outlook.Going, "is not going on", state);
          case Cancel _ -> mayCancel(state);
          case Rollback(var by) -> mayRollBack(state, by);
          case Continue _ -> mayContinue(state);
        };
    return objection
        .<Event>map(reason -> new RequestRefused(id, reason))
        .orElseGet(() -> admitted(state, id, request, at));
  }

  private static Event admitted(RunState state, RequestId id, Request request, Instant at) {
    return switch (request) {
      case Approve(var command, var wanted, var by) -> new ApprovalGranted(command, wanted, by, id);
      case Edit(var command, _, var arguments, var by) ->
          new ApprovalEdited(command, arguments, by, id);
      case Reject(var command, var reason, var by) -> new ApprovalRejected(command, reason, by, id);
      case Postpone(var command, var by) ->
          new ApprovalPostponed(command, postponedUntil(state, at), by, id);
      case Resolve(var command, var result, var by) ->
          new OutcomeResolved(command, result != null, result, by, id);
      case SettleReview(var result, var reason, var by) ->
          new ReviewSettled(unchecked(at, result), reason, by, id);
      case Late(var command, var attempt, var result, var assessment) ->
          underWay(state, command)
              ? new ToolReturned(command, attempt, result, Duration.ZERO, assessment)
              : new LateAnswerKept(command, attempt, result, id);
      case Pause(var by, var reason) -> new RunPaused(by, reason);
      case Cancel(var by) -> new RunCancelled(by, id);
      case Rollback(var by) -> new RollbackRequested(by, id);
      case Continue(var by) -> new RunContinued(by);
    };
  }

  /** What the edge finds of the result takes the place of this before it is recorded. */
  private static Facts unchecked(Instant at, Value result) {
    var none = new Value.Arr(List.of());
    var answer = new Facts.AnswerFacts(result, none, null, List.of(), List.of(), List.of());
    return new Facts(at, Facts.Standing.NONE, List.of(), List.of(), answer, "");
  }

  private static Optional<String> mayCancel(RunState state) {
    if (state.over()) return Optional.of("the run has ended; it is " + state.status());
    if (isRollingBack(state)) return beingRolledBack(state);
    return state.course().intended().filter(Ending.Cancelled.class::isInstance).isPresent()
        ? Optional.of("the run is being cancelled already; it is " + state.status())
        : Optional.empty();
  }

  private static Optional<String> mayRollBack(RunState state, Principal by) {
    if (isRollingBack(state)) return beingRolledBack(state);
    return mayApprove(state, by).or(() -> OpenEffects.nothing(state));
  }

  private static boolean isRollingBack(RunState state) {
    return state.effects().undoing() instanceof Effects.Undoing.Going;
  }

  private static Optional<String> beingRolledBack(RunState state) {
    return Optional.of("the run is being rolled back already; it is " + state.status());
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
    return mayApprove(state, by);
  }

  private static Optional<String> mayApprove(RunState state, Principal by) {
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

  /** Two yeses of one person are one; who wrote the arguments may be somebody who may not. */
  private static Optional<String> mayStillSayYes(RunState state, CommandId command, Principal by) {
    var pending = state.requirePending(command);
    var terms = state.mandate().charter().rules().approvals();
    if (terms.distinctFromRequester()
        && pending.command() instanceof InvokeTool(_, _, _, _, var editor, _)
        && editor != null
        && editor.name().equals(by.name())) {
      return Optional.of(by.name() + " wrote these arguments and may not approve them");
    }
    return ((Stage.Held) pending.stage())
        .holds().stream()
            .filter(hold -> pending.approvers(hold).contains(by.name()))
            .map(hold ->
                "%s has said yes already; it takes %d people, of whom %d have"
                    .formatted(by.name(), Quorum.of(state, hold), pending.approvers(hold).size()))
            .findFirst();
  }

  /** No question outlives its run. */
  private static Instant postponedUntil(RunState state, Instant at) {
    var until = at.plus(state.mandate().charter().rules().approvals().expire());
    var deadline = state.mandate().deadline();
    return until.isBefore(deadline) ? until : deadline;
  }

  private static Optional<String> isTimeLeft(RunState state, CommandId command, Instant at) {
    var expiresAt = ((Stage.Held) state.requirePending(command).stage()).expiresAt();
    return postponedUntil(state, at).isAfter(expiresAt)
        ? Optional.empty()
        : Optional.of(
            "the question stands until "
                + expiresAt
                + " already; it can be given no more time now");
  }

  /** The key of an effect is the runtime's own: who could set it could have an effect twice. */
  private static Optional<String> namesTheKey(
      RunState state, CommandId command, Value.Obj arguments) {
    if (!(state.requirePending(command).command() instanceof InvokeTool call)) {
      return Optional.of("a rollback is approved or rejected as it stands; it cannot be edited");
    }
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
