package dev.interlock.kernel.run;

import dev.interlock.kernel.brief.Message.Outcome;
import dev.interlock.kernel.failure.Leaf;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.Command.RollBack;
import dev.interlock.kernel.run.Course.Outlook;
import dev.interlock.kernel.run.Event.ApprovalEdited;
import dev.interlock.kernel.run.Event.ApprovalGranted;
import dev.interlock.kernel.run.Event.ApprovalPostponed;
import dev.interlock.kernel.run.Event.ApprovalRejected;
import dev.interlock.kernel.run.Event.LateAnswerKept;
import dev.interlock.kernel.run.Event.OutcomeResolved;
import dev.interlock.kernel.run.Pending.Stage;

/** What follows from what people say, and from answers that come late. */
final class Decisions {
  private Decisions() {}

  /**
   * Once as many people as it takes have said yes, the command is judged once more, with these
   * questions answered; until then it stays held.
   */
  static RunState granted(RunState now, ApprovalGranted event) {
    var pending = now.requirePending(event.command());
    var holds = requireHeld(pending).holds();
    var told = pending.with(pending.past().withApproval(holds, event.by().name()));
    if (!holds.stream().allMatch(hold -> Quorum.met(now, told, hold))) return now.with(told);
    var wanted = new Stage.Wanted(Attempt.Kind.PERFORM, now.course().at());
    return now.with(told.with(Looked.NOTHING).at(wanted)).with(now.history().news());
  }

  static RunState postponed(RunState now, ApprovalPostponed event) {
    var pending = now.requirePending(event.command());
    var held = requireHeld(pending);
    return now.with(pending.at(new Stage.Held(held.holds(), held.wanted(), event.expiresAt())));
  }

  static RunState rejected(RunState now, ApprovalRejected event) {
    var text = "rejected by " + event.by().name() + ": " + event.reason();
    return withdrawn(now, event.command(), text);
  }

  static RunState expired(RunState now, CommandId id) {
    return withdrawn(now, id, "not done: nobody decided in time");
  }

  /**
   * The original is settled; a new command carries the person's arguments, and their yes unless who
   * wrote arguments may not approve them.
   */
  static RunState edited(RunState now, ApprovalEdited event) {
    var pending = now.requirePending(event.command());
    var holds = requireHeld(pending).holds();
    var call = Rulings.requireCall(now, event.command());
    var changed =
        new InvokeTool(
            Turns.id(now, 0),
            call.callId(),
            call.tool(),
            event.arguments(),
            event.by(),
            call.purpose());
    var wanted = Pending.wanted(changed, now.course().at());
    var approved = wanted.with(wanted.past().withApproval(holds, event.by().name()));
    var terms = now.mandate().charter().rules().approvals();
    return Fallbacks.edited(now, call, changed.id())
        .without(event.command())
        .with(terms.distinctFromRequester() ? wanted : approved)
        .with(now.history().news());
  }

  static RunState resolved(RunState now, OutcomeResolved event, Entry entry) {
    var call = Rulings.requireCall(now, event.command());
    var result = event.result();
    if (event.happened() && result != null) {
      return ToolOutcomes.complete(now, event.command(), result, entry);
    }
    var error = event.by().name() + " found that it did not happen";
    return ToolOutcomes.settledAsFailed(
        ToolOutcomes.release(now, event.command()), call, error, entry);
  }

  /** Evidence that it happened beats a recorded failure; after the end, a person must know. */
  static RunState keptLate(RunState before, LateAnswerKept event) {
    var id = event.command();
    var now = Rollbacks.provedLate(before, id);
    var disproved =
        before.history().disproved().get(id.toString()).or(() -> Rollbacks.newlyOpen(before, id));
    if (disproved.isEmpty()) return now;
    var what = disproved.get() + " (" + id + ") did take effect after all";
    if (now.over()) return now.with(new Outlook.Over(Turns.escalated(now, Leaf.RUN_1, what)));
    var told = Turns.tell(now, "Correction: " + what + ".").with(now.history().news());
    return now.effects()
        .get(id)
        .map(effect -> Confirmations.flawed(told, effect.call(), now.sequence(), what))
        .orElse(told);
  }

  private static RunState withdrawn(RunState now, CommandId id, String text) {
    var pending = now.requirePending(id);
    var _ = requireHeld(pending);
    if (pending.command() instanceof RollBack) return Rollbacks.declined(now, id);
    var call = Rulings.requireCall(now, id);
    if (call.undoes() != null) return Rollbacks.failed(now, call, Leaf.SAF_4, text);
    if (call.looks() != null) return Looks.failed(now, call, text);
    var told = Turns.tell(now.without(id), call, Outcome.NOT_DONE, text);
    return Turns.next(told.with(told.history().refused(call).news()));
  }

  private static Stage.Held requireHeld(Pending pending) {
    if (pending.stage() instanceof Stage.Held held) return held;
    throw new JournalCorruptException("not held: " + pending.command().id());
  }
}
