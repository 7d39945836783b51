package dev.interlock.kernel.run;

import dev.interlock.kernel.charter.ModelTerms;
import dev.interlock.kernel.charter.Usage;
import dev.interlock.kernel.failure.Leaf;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which failure an event shows. Only what the journal and declared rules prove: such a failure is
 * detected, never suspected.
 */
public final class Failures {
  private Failures() {}

  /**
   * A failure that an event shows.
   *
   * @param leaf which one
   * @param detail one line for people
   */
  public record Shown(Leaf leaf, String detail) {}

  /** Returns all failures that an event shows, gravest first. */
  public static List<Shown> all(Event event) {
    if (!(event instanceof Event.ToolReturned returned)) return of(event).stream().toList();
    var assessment = returned.assessment();
    if (assessment == null) return List.of();
    return assessment.flaws().stream()
        .map(flaw ->
            new Shown(flaw.fault().leaf(), flaw.fault().verdict() + " result: " + flaw.detail()))
        .toList();
  }

  /** Returns the gravest failure that an event shows, or empty if it shows none. */
  public static Optional<Shown> of(Event event) {
    return switch (event) {
      case Event.ToolReturned returned -> all(returned).stream().findFirst();
      case Event.CommandDenied(_, var denial, _) -> shown(denial);
      case Event.AttemptRefused(_, var denial, _) -> shown(denial);
      case Event.ResultReused(_, var entry, _) ->
          Optional.of(new Shown(Leaf.PLN_4, "the same read again; reused entry " + entry));
      case Event.ModelFailed(_, _, var fault, var message, _, _) ->
          Optional.of(new Shown(fault.leaf(), "model: " + message));
      case Event.ModelReplied(_, _, _, var model, var asked, var usage, _, _) ->
          drift(asked, model).or(() -> unaccounted(usage));
      case Event.TurnsSummarised(_, _, _, _, var model, var asked, var usage, _) ->
          drift(asked, model).or(() -> unaccounted(usage));
      case Event.ToolFailed(_, _, var fault, var message, _) ->
          Optional.of(new Shown(fault.leaf(), "tool: " + message));
      case Event.OutcomeUnknown(_, _, var cause, var message) ->
          Optional.of(new Shown(Leaf.RUN_1, "outcome unknown after " + cause + ": " + message));
      case Event.QueryFailed(_, _, var fault, var message, _) ->
          Optional.of(new Shown(fault.leaf(), "query: " + message));
      case Event.LateAnswerKept(var command, _, _, _) ->
          Optional.of(new Shown(Leaf.TOL_1, "a late answer for " + command));
      case Event.CompensationImpossible(var effect, var reason) ->
          Optional.of(new Shown(Leaf.TOL_2, "cannot undo " + effect + ": " + reason));
      case Event.LookImpossible(var command, var name, var reason) ->
          Optional.of(new Shown(Leaf.SAF_1, "facts." + name + " of " + command + ": " + reason));
      case Event.DeadlinePassed _ -> Optional.of(new Shown(Leaf.CST_2, "the deadline has passed"));
      case Event.FallbackTaken(_, _, var problem) ->
          problem.isEmpty()
              ? Optional.empty()
              : Optional.of(new Shown(Leaf.TOL_2, "fallback function: " + problem));
      case Event.RunEnded(var ending) -> shown(ending);
      case Event.RunStarted _,
          Event.DriverStarted _,
          Event.CommandPermitted _,
          Event.CommandHeld _,
          Event.EffectWithheld _,
          Event.QueryAnswered _,
          Event.OutcomeResolved _,
          Event.ApprovalGranted _,
          Event.ApprovalRejected _,
          Event.ApprovalEdited _,
          Event.ApprovalPostponed _,
          Event.ApprovalExpired _,
          Event.RequestRefused _,
          Event.RunPaused _,
          Event.PhaseEntered _,
          Event.RunContinued _,
          Event.SwitchThrown _,
          Event.SwitchReleased _,
          Event.ReviewSettled _,
          Event.RunCancelled _,
          Event.RollbackRequested _,
          Event.CompensationPrepared _,
          Event.LookPrepared _ ->
          Optional.empty();
    };
  }

  private static Optional<Shown> drift(@Nullable String asked, String model) {
    return asked == null || ModelTerms.sameModel(asked, model)
        ? Optional.empty()
        : Optional.of(new Shown(Leaf.REL_6, "asked " + asked + ", answered by " + model));
  }

  private static Optional<Shown> unaccounted(@Nullable Usage usage) {
    return usage == null
        ? Optional.of(new Shown(Leaf.CST_5, "usage not said; charged as set aside"))
        : Optional.empty();
  }

  private static Optional<Shown> shown(Denial denial) {
    return Optional.of(new Shown(denial.leaf(), denial.gate() + ": " + denial.reason()));
  }

  private static Optional<Shown> shown(Ending ending) {
    return switch (ending) {
      case Ending.Completed _, Ending.Cancelled _ -> Optional.empty();
      case Ending.Stopped(var leaf, var reason) -> Optional.of(new Shown(leaf, reason));
      case Ending.Failed(var leaf, var reason) -> Optional.of(new Shown(leaf, reason));
      case Ending.Escalated(_, var leaf, var reason) -> Optional.of(new Shown(leaf, reason));
      case Ending.RolledBack(_, _, var leaf, var reason) ->
          leaf == null ? Optional.empty() : Optional.of(new Shown(leaf, reason));
    };
  }
}
