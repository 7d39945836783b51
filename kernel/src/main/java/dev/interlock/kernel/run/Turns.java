package dev.interlock.kernel.run;

import dev.interlock.kernel.brief.Message;
import dev.interlock.kernel.brief.ModelReply;
import dev.interlock.kernel.charter.ToolContract;
import dev.interlock.kernel.failure.Leaf;
import dev.interlock.kernel.run.Command.AcceptAnswer;
import dev.interlock.kernel.run.Command.AskModel;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.Command.Summarise;
import dev.interlock.kernel.run.Course.Outlook;
import java.util.stream.Collectors;

/** How one turn leads to the next, and how the last one leads to the end. */
final class Turns {
  private Turns() {}

  /** Wants the model asked again once every sibling of the turn is settled. */
  static RunState next(RunState now) {
    if (!now.pending().isEmpty() || !(now.course().outlook() instanceof Outlook.Going)) return now;
    if (now.course().recourse() != null) return Fallbacks.next(now);
    var begun = now.with(now.course().nextTurn()).with(now.history().turnOver());
    return now.mandate().charter().small() != null && now.transcript().fold().isPresent()
        ? begun.with(Pending.wanted(new Summarise(id(now, 0)), now.course().at()))
        : ask(begun, 0);
  }

  /** Wants one model of the chain asked. */
  static RunState ask(RunState now, int rank) {
    var ask = new AskModel(id(now, 0), now.course().turn(), rank);
    return now.with(Pending.wanted(ask, now.course().at()));
  }

  /** Begins a phase: other tools are offered from the turn on that is about to begin. */
  static RunState phase(RunState now, int index, String name) {
    if (index != now.course().phase().index() + 1) {
      throw new JournalCorruptException("phase " + index + " at " + now.sequence());
    }
    var begun = now.with(now.course().inPhase(index));
    var tools = begun.offered().stream().map(ToolContract::name).collect(Collectors.joining(", "));
    return tell(
        begun,
        "Phase '"
            + name
            + "' begins. "
            + (tools.isEmpty() ? "Give your final answer." : "The tools are now: " + tools + "."));
  }

  /** Wants what the model proposed, in its order; text alone is wanted as the answer. */
  static RunState proposed(RunState now, ModelReply reply) {
    if (reply.proposals().isEmpty()) {
      return answered(now, new AcceptAnswer(answerId(now), reply.text()));
    }
    var more = now;
    for (var i = 0; i < reply.proposals().size(); i++) {
      var proposal = reply.proposals().get(i);
      var call =
          new InvokeTool(
              id(now, i), proposal.callId(), proposal.tool(), proposal.arguments(), null);
      more = more.with(Pending.wanted(call, now.course().at()));
    }
    return more;
  }

  /** Wants an answer accepted; what is not confirmed is looked at once more before. */
  static RunState answered(RunState now, AcceptAnswer answer) {
    return Confirmations.again(now).with(Pending.wanted(answer, now.course().at()));
  }

  /** The id of an answer: it comes after everything that is looked at before. */
  static CommandId answerId(RunState now) {
    return id(now, now.effects().unconfirmed().size());
  }

  /**
   * Heads for an ending. What has not begun is dropped; what may have begun is waited for. An
   * earlier intent stands.
   */
  static RunState wind(RunState now, Ending intended) {
    if (now.course().intended().isPresent() || now.over()) return now;
    return underWay(now).with(new Outlook.Winding(intended));
  }

  /** Drops what has not begun. */
  static RunState underWay(RunState now) {
    var left = now;
    for (var one : now.pending().values()) {
      if (!one.underWay()) left = left.without(one.command().id());
    }
    return left;
  }

  /** Draws the consequence of a denial and goes on. */
  static RunState consequence(RunState now, Denial denial) {
    return next(
        switch (denial.consequence()) {
          case NEWS -> now;
          case STOP, ESCALATE -> Fallbacks.giveUp(now, denial);
          case REPAIR -> repair(now, denial.leaf(), denial.reason());
        });
  }

  /** Says something to the model. */
  static RunState tell(RunState now, String text) {
    return now.with(now.transcript().with(new Message.FromRuntime(now.sequence(), text)));
  }

  /** Tells the model what came of its proposal. */
  static RunState tell(RunState now, InvokeTool call, Message.Outcome outcome, String text) {
    var edited =
        call.editor() == null
            ? text
            : "("
                + call.editor().name()
                + " changed the arguments to "
                + call.arguments().json()
                + ") "
                + text;
    if (Fallbacks.is(now, call)) return Fallbacks.because(now, edited);
    return now.with(
        now.transcript()
            .with(
                new Message.FromTool(now.sequence(), call.callId(), call.tool(), outcome, edited)));
  }

  static Ending escalated(RunState now, Leaf leaf, String reason) {
    var to = now.mandate().charter().rules().escalateTo();
    return new Ending.Escalated(to == null ? "" : to, leaf, reason);
  }

  private static RunState repair(RunState now, Leaf leaf, String reason) {
    var counted = now.with(now.spending().repaired());
    var max = now.mandate().charter().bounds().budget().counts().repairs();
    if (counted.spending().repairs() <= max) return counted;
    var why = "repairs used up (" + max + "); last: " + reason;
    return Fallbacks.giveUp(counted, Impasse.REPAIRS_USED_UP, leaf, why);
  }

  static CommandId id(RunState now, int index) {
    return new CommandId(now.course().epoch(), now.sequence(), index);
  }
}
