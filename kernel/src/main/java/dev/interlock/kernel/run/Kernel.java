package dev.interlock.kernel.run;

import dev.interlock.kernel.brief.Message;
import dev.interlock.kernel.brief.Preamble;
import dev.interlock.kernel.brief.Transcript;
import dev.interlock.kernel.failure.Leaf;
import dev.interlock.kernel.run.Course.Outlook;
import dev.interlock.kernel.run.Event.*;
import java.time.Duration;
import java.util.Map;

/**
 * Decides. Pure: the same state and entry give the same state on every machine, for ever. What is
 * wanted next stands in the state: {@link RunState#due} for the gates, {@link RunState#readyToEnd}
 * for the end.
 */
public final class Kernel {

  /**
   * Changes whenever the same entries would give another state; snapshots of others are ignored.
   */
  public static final int VERSION = 7;

  private Kernel() {}

  /**
   * Takes the first entry of a run in.
   *
   * @throws JournalCorruptException if it is not the start of a run
   */
  public static RunState begin(Entry entry) {
    if (entry.sequence() != 1
        || !(entry.event() instanceof RunStarted(var run, var charter, var digest, var by))) {
      throw new JournalCorruptException(
          "expected run-started at sequence 1, got "
              + entry.event().getClass().getSimpleName()
              + " at "
              + entry.sequence());
    }
    var mandate = new Mandate(run, charter, digest, by, Preamble.allOf(charter), entry.at());
    var goal = new Message.FromUser(1, charter.goal());
    var transcript = Transcript.under(mandate.transcriptBytesMax()).with(goal);
    var course = new Course(1, entry.at(), 1, 0, Course.InPhase.FIRST, new Outlook.Going(), null);
    return Turns.next(
        new RunState(
            mandate, course, Map.of(), transcript, Spending.NOTHING, History.NONE, Effects.NONE));
  }

  /**
   * Takes one more entry in.
   *
   * @param state what held before the entry
   * @param entry the next entry of the same run
   * @return what holds now
   * @throws JournalCorruptException if the entry cannot follow the state
   */
  public static RunState step(RunState state, Entry entry) {
    if (entry.sequence() != state.sequence() + 1) {
      throw new JournalCorruptException(
          "expected sequence " + (state.sequence() + 1) + ", got " + entry.sequence());
    }
    var now = entered(state, entry);
    return Rollbacks.next(followed(now, entry));
  }

  private static RunState followed(RunState now, Entry entry) {
    return switch (entry.event()) {
      case RunStarted _ -> throw new JournalCorruptException("run-started at " + entry.sequence());
      case DriverStarted(var epoch, _, _) -> now.with(now.course().inEpoch(epoch));
      case CommandPermitted permitted -> Rulings.permitted(now, permitted);
      case CommandHeld held -> Rulings.held(now, held);
      case CommandDenied(var id, var denial, _) -> Rulings.denied(now, id, denial);
      case ResultReused(var id, var at, _) -> Rulings.reused(now, id, at);
      case EffectWithheld(var id, _) -> Rulings.withheld(now, id);
      case AttemptRefused(var id, var denial, _) -> Rulings.attemptRefused(now, id, denial);
      case ModelReplied replied -> ModelOutcomes.replied(now, replied);
      case TurnsSummarised summarised -> ModelOutcomes.summarised(now, summarised);
      case ModelFailed failed -> ModelOutcomes.failed(now, failed);
      case ToolReturned returned -> ToolOutcomes.returned(now, returned, entry);
      case ToolFailed failed -> ToolOutcomes.failed(now, failed, entry);
      case OutcomeUnknown unknown -> ToolOutcomes.unknown(now, unknown);
      case QueryAnswered answered -> ToolOutcomes.answered(now, answered, entry);
      case QueryFailed failed -> ToolOutcomes.queryFailed(now, failed);
      case OutcomeResolved resolved -> Decisions.resolved(now, resolved, entry);
      case LateAnswerKept late -> Decisions.keptLate(now, late);
      case ApprovalGranted granted -> Decisions.granted(now, granted);
      case ApprovalPostponed postponed -> Decisions.postponed(now, postponed);
      case ApprovalRejected rejected -> Decisions.rejected(now, rejected);
      case ApprovalEdited edited -> Decisions.edited(now, edited);
      case ApprovalExpired(var id) -> Decisions.expired(now, id);
      case RequestRefused _ -> now;
      case PhaseEntered(var index, var name, _) -> Turns.phase(now, index, name);
      case RunPaused(var by, var reason) -> now.with(new Outlook.Paused(by, reason));
      case RunContinued _ -> Stops.continued(now);
      case SwitchThrown thrown -> Stops.thrown(now, thrown);
      case SwitchReleased(var scope, _) -> Stops.released(now, scope);
      case RunCancelled(var by, _) -> Stops.cancelled(now, by.name());
      case RollbackRequested(var by, _) -> Rollbacks.requested(now, by.name());
      case CompensationPrepared prepared -> Rollbacks.prepared(now, prepared);
      case CompensationImpossible(var effect, var why) -> Rollbacks.impossible(now, effect, why);
      case LookPrepared prepared -> Looks.prepared(now, prepared);
      case LookImpossible impossible -> Looks.impossible(now, impossible);
      case DeadlinePassed _ ->
          Fallbacks.giveUp(now, Impasse.DEADLINE, Leaf.CST_2, "the deadline has passed");
      case FallbackTaken taken -> Fallbacks.taken(now, taken);
      case ReviewSettled settled -> Reviews.settled(now, settled);
      case RunEnded(var ending) -> ended(now, ending);
    };
  }

  private static RunState entered(RunState state, Entry entry) {
    var course = state.course().entered(entry);
    var parked = entry.event() instanceof DriverStarted;
    var passed = parked ? Duration.ZERO : Duration.between(state.course().at(), entry.at());
    if (passed.isNegative()) {
      throw new JournalCorruptException("time runs backwards at sequence " + entry.sequence());
    }
    var now = state.with(course);
    return passed.isZero() ? now : now.with(now.spending().passed(passed));
  }

  private static RunState ended(RunState now, Ending ending) {
    if (!now.pending().isEmpty()) {
      throw new JournalCorruptException("ended with pending " + now.pending().keySet());
    }
    return now.with(new Outlook.Over(ending));
  }
}
