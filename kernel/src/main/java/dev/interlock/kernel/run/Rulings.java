package dev.interlock.kernel.run;

import dev.interlock.kernel.brief.Message.Outcome;
import dev.interlock.kernel.run.Command.AcceptAnswer;
import dev.interlock.kernel.run.Command.AskModel;
import dev.interlock.kernel.run.Command.ConfirmEffect;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.Command.RollBack;
import dev.interlock.kernel.run.Command.Summarise;
import dev.interlock.kernel.run.Course.Outlook;
import dev.interlock.kernel.run.Event.CommandHeld;
import dev.interlock.kernel.run.Event.CommandPermitted;
import dev.interlock.kernel.run.Pending.Stage;
import dev.interlock.kernel.value.Digest;

/** What follows from a ruling. */
final class Rulings {
  private Rulings() {}

  static RunState permitted(RunState now, CommandPermitted event) {
    var pending = now.requirePending(event.command());
    requireSame(now, pending, event.wanted(), "permitted");
    if (pending.command() instanceof AcceptAnswer it) return accepted(now, event, it);
    if (pending.command() instanceof ConfirmEffect it) return Confirmations.confirmed(now, it);
    if (pending.command() instanceof RollBack undoing) return Rollbacks.allowed(now, undoing);
    var isModel = pending.command() instanceof AskModel || pending.command() instanceof Summarise;
    var permit =
        new Stage.Permitted(event.attempt(), event.reserved(), event.beginBy(), now.course().at());
    var begun = pending.at(permit).with(pending.past().permitted(now.course().at()));
    var spent = now.spending().reserve(event.reserved(), isModel);
    var next = now.with(begun).with(spent);
    return pending.command() instanceof InvokeTool call && !isRead(now, call)
        ? next.with(next.history().effectPermitted(now.sequence()))
            .with(next.effects().registered(call))
        : next;
  }

  /** What was ruled on is what is wanted: a permit and a question are for exactly that. */
  private static void requireSame(RunState now, Pending pending, Digest ruled, String how) {
    var wanted = Wanted.digest(now, pending.command());
    if (wanted.equals(ruled)) return;
    throw new JournalCorruptException(
        "replay differs: "
            + pending.command().id()
            + " was "
            + how
            + " for "
            + ruled.brief()
            + ", and "
            + wanted.brief()
            + " is wanted");
  }

  static RunState held(RunState now, CommandHeld event) {
    var pending = now.requirePending(event.command());
    if (pending.past().begun()) {
      throw new JournalCorruptException("held after its permit: " + event.command());
    }
    requireSame(now, pending, event.wanted(), "held");
    var held = new Stage.Held(event.holds(), event.wanted(), event.expiresAt());
    return now.with(pending.at(held).with(pending.past().askedAgain()));
  }

  static RunState denied(RunState now, CommandId id, Denial denial) {
    var pending = now.requirePending(id);
    if (pending.past().begun()) {
      throw new JournalCorruptException("denied after its permit: " + id);
    }
    var settled = now.without(id);
    return switch (pending.command()) {
      case AskModel _ -> Fallbacks.giveUp(settled, denial);
      case Summarise _ -> withoutSummary(settled);
      case AcceptAnswer answer when answer.author() != null ->
          Turns.consequence(
              Fallbacks.because(settled, "its answer was refused: " + denial.reason()), denial);
      case AcceptAnswer _ ->
          Turns.consequence(Turns.tell(settled, "Answer refused: " + denial.reason()), denial);
      case ConfirmEffect it -> Confirmations.refused(now, it, denial);
      case RollBack _ -> Rollbacks.declined(now, id);
      case InvokeTool call when call.undoes() != null ->
          Rollbacks.failed(now, call, denial.leaf(), denial.reason());
      case InvokeTool call when call.looks() != null -> Looks.refused(now, call, denial);
      case InvokeTool call ->
          Turns.consequence(
              Turns.tell(
                      settled,
                      call,
                      Outcome.NOT_DONE,
                      "refused by " + denial.gate() + ": " + denial.reason())
                  .with(settled.history().refused(call)),
              denial);
    };
  }

  static RunState reused(RunState now, CommandId id, long entry) {
    var call = requireCall(now, id);
    var text =
        "not called again: the same call gave its result in entry "
            + entry
            + " and nothing has changed since; use that result or propose something else";
    var told = Turns.tell(now.without(id), call, Outcome.NOT_DONE, text);
    return Turns.next(told.with(told.history().refused(call)));
  }

  static RunState withheld(RunState now, CommandId id) {
    var call = requireCall(now, id);
    var text = "recorded and not performed: this agent only observes";
    return Turns.next(Turns.tell(now.without(id), call, Outcome.NOT_DONE, text));
  }

  /** The command was permitted before; what it may have done is not denied by this. */
  static RunState attemptRefused(RunState now, CommandId id, Denial denial) {
    var pending = now.requirePending(id);
    if (pending.past().inDoubt()) {
      return now.with(pending.at(new Stage.InDoubt("no further attempt: " + denial.reason())));
    }
    var settled = now.without(id);
    return switch (pending.command()) {
      case Summarise _ -> withoutSummary(settled);
      case AskModel _, AcceptAnswer _ -> Fallbacks.giveUp(settled, denial);
      case ConfirmEffect it -> Confirmations.refused(now, it, denial);
      case RollBack _ -> Rollbacks.declined(now, id);
      case InvokeTool call when call.undoes() != null ->
          Rollbacks.failed(now, call, denial.leaf(), denial.reason());
      case InvokeTool call when call.looks() != null -> Looks.refused(now, call, denial);
      case InvokeTool call ->
          Turns.consequence(
              Turns.tell(
                  settled.with(settled.effects().notHappened(id)),
                  call,
                  Outcome.FAILED,
                  "failed; no further attempt: " + denial.reason()),
              denial);
    };
  }

  /** What may not be put in fewer words is left out; whether the run may go on is asked next. */
  static RunState withoutSummary(RunState now) {
    if (!(now.course().outlook() instanceof Outlook.Going)) return now;
    return Turns.ask(now.with(now.transcript().elided()), 0);
  }

  static InvokeTool requireCall(RunState now, CommandId id) {
    if (now.requirePending(id).command() instanceof InvokeTool call) return call;
    throw new JournalCorruptException("not a tool call: " + id);
  }

  static boolean isRead(RunState now, InvokeTool call) {
    return now.mandate().charter().tool(call.tool()).orElseThrow().effect().isRead();
  }

  private static RunState accepted(RunState now, CommandPermitted event, AcceptAnswer it) {
    var answer = event.facts().answer();
    if (answer == null) throw new JournalCorruptException("answer accepted without its facts");
    return Turns.wind(
        now.without(event.command()),
        new Ending.Completed(answer.output(), answer.evidence(), answer.confidence(), it.author()));
  }
}
