package dev.interlock.views.trace;

import dev.interlock.kernel.run.Author;
import dev.interlock.kernel.run.Ending;
import dev.interlock.kernel.run.Event;
import dev.interlock.kernel.run.Signed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says what an event means, in words. Total: every kind of event has its sentence. */
final class Sentences {
  private Sentences() {}

  static List<Sentence> of(Event event, Words words) {
    return switch (event) {
      case Event.RunStarted started -> Opening.of(started);
      case Event.ModelReplied replied -> ModelSpeech.replied(replied, words);
      case Event.TurnsSummarised summarised -> List.of(ModelSpeech.summarised(summarised, words));
      case Event.ModelFailed failed -> ModelSpeech.failed(failed, words);
      case Event.Ruled ruled -> List.of(GateSpeech.of(ruled, words));
      case Event.ToolReturned it -> List.of(ToolSpeech.of(it, words));
      case Event.ToolFailed it -> List.of(ToolSpeech.of(it, words));
      case Event.OutcomeUnknown it -> List.of(ToolSpeech.of(it, words));
      case Event.QueryAnswered it -> List.of(ToolSpeech.of(it, words));
      case Event.QueryFailed it -> List.of(ToolSpeech.of(it, words));
      case Event.LateAnswerKept it -> List.of(ToolSpeech.of(it, words));
      case Event.OutcomeResolved it -> List.of(PeopleSpeech.of(it, words));
      case Event.ApprovalGranted it -> List.of(PeopleSpeech.of(it, words));
      case Event.ApprovalPostponed it -> List.of(PeopleSpeech.of(it, words));
      case Event.ApprovalRejected it -> List.of(PeopleSpeech.of(it, words));
      case Event.ApprovalEdited it -> List.of(PeopleSpeech.of(it, words));
      case Event.ApprovalExpired(var id) ->
          one(Tone.REFUSED, words.call(id) + ": nobody decided in time, it is not done");
      case Event.RequestRefused(_, var reason) ->
          one(Tone.REFUSED, "A request was refused: " + Words.plain(reason));
      case Event.RunPaused(var by, var reason) ->
          one(Tone.PERSON, "Paused by " + Words.plain(by) + ": " + Words.plain(reason));
      case Event.RunContinued(var by) -> one(Tone.PERSON, Words.plain(by) + " let it go on");
      case Event.SwitchThrown(var thrown, var by) ->
          one(
              Tone.PERSON,
              (thrown.last() ? "Stopped for good" : "Stopped")
                  + (thrown.undoes() ? ", and undone," : "")
                  + " by the switch on "
                  + Words.plain(thrown.scope())
                  + ": "
                  + Words.plain(thrown.reason())
                  + " ("
                  + signed(by)
                  + ")");
      case Event.SwitchReleased(var scope, var by) ->
          one(
              Tone.PERSON,
              "The switch on " + Words.plain(scope) + " is released (" + signed(by) + ")");
      case Event.RunCancelled(var by, _) ->
          one(Tone.PERSON, Words.plain(by.name()) + " cancelled the run");
      case Event.RollbackRequested(var by, _) ->
          one(Tone.PERSON, Words.plain(by.name()) + " wants what the run has done undone");
      case Event.CompensationPrepared prepared ->
          one(
              Tone.HOUSEKEEPING,
              "To undo "
                  + words.effect(prepared.command())
                  + ": "
                  + Words.plain(prepared.tool())
                  + " "
                  + Words.json(prepared.arguments()));
      case Event.CompensationImpossible(var effect, var reason) ->
          one(
              Tone.FAILED,
              words.effect(effect) + " cannot be undone: " + Words.plain(reason) + " [TOL-2]");
      case Event.LookPrepared prepared ->
          one(
              Tone.HOUSEKEEPING,
              "To judge "
                  + words.call(prepared.command())
                  + ", facts."
                  + prepared.name()
                  + " is read: "
                  + Words.plain(prepared.tool())
                  + " "
                  + Words.json(prepared.arguments()));
      case Event.LookImpossible(var command, var name, var reason) ->
          one(
              Tone.FAILED,
              "To judge "
                  + words.call(command)
                  + ", facts."
                  + name
                  + " cannot be read: "
                  + Words.plain(reason)
                  + " [SAF-1]");
      case Event.DriverStarted(var epoch, var pid, _) ->
          one(
              Tone.HOUSEKEEPING,
              "Process " + pid + " took the run up; this is its life number " + epoch);
      case Event.PhaseEntered(_, var name, var reason) ->
          one(
              Tone.HOUSEKEEPING,
              "Phase '" + Words.plain(name) + "' begins: " + Words.plain(reason));
      case Event.FallbackTaken taken -> FallbackSpeech.of(taken, words);
      case Event.ReviewSettled settled -> FallbackSpeech.of(settled);
      case Event.DeadlinePassed _ -> one(Tone.FAILED, "The deadline has passed [CST-2]");
      case Event.RunEnded(var ending) -> one(Tone.END, ended(ending));
    };
  }

  private static String signed(Signed by) {
    var account = by.operatingSystemUser();
    return Words.plain(by.by())
        + (account.isEmpty() ? "" : ", account " + Words.plain(account))
        + ", "
        + by.at();
  }

  private static String ended(Ending ending) {
    return ending.status()
        + switch (ending) {
          case Ending.Completed(var output, _, var confidence, var author) ->
              " with "
                  + Words.json(output)
                  + (confidence == null ? "" : ", confidence " + confidence.toPlainString())
                  + given(author);
          case Ending.Cancelled(var by) -> " by " + Words.plain(by);
          case Ending.Stopped(var leaf, var reason) ->
              ": " + Words.plain(reason) + Words.leaf(leaf);
          case Ending.Failed(var leaf, var reason) -> ": " + Words.plain(reason) + Words.leaf(leaf);
          case Ending.RolledBack(_, _, var leaf, var reason) ->
              ": " + Words.plain(reason) + (leaf == null ? "" : Words.leaf(leaf));
          case Ending.Escalated(var to, var leaf, var reason) ->
              (to.isEmpty() ? "" : " to " + Words.plain(to))
                  + ": "
                  + Words.plain(reason)
                  + Words.leaf(leaf);
        };
  }

  private static String given(@Nullable Author author) {
    return switch (author) {
      case Author.Function(var tool, _) ->
          ", given by the function " + Words.plain(tool) + ", not by the model";
      case Author.Person(var by, _, _) ->
          ", given by " + Words.plain(by.name()) + ", not by the model";
      case null -> "";
    };
  }

  private static List<Sentence> one(Tone tone, String text) {
    return List.of(new Sentence(tone, text));
  }
}
