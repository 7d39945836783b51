package dev.interlock.testkit.sim;

import dev.interlock.kernel.run.Command.AskModel;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.CommandId;
import dev.interlock.kernel.run.Entry;
import dev.interlock.kernel.run.Event;
import dev.interlock.kernel.run.Facts.Truth;
import dev.interlock.kernel.run.Request.SettleReview;
import dev.interlock.kernel.run.RunState;
import dev.interlock.kernel.run.Status;
import java.util.HashSet;
import java.util.Set;

/** Watches who decides once the agent cannot: a function once, then a reviewer. */
final class HandOverCheck {
  private final Scene scene;

  /** The entries after which the function may be called: it was turned to, or its call edited. */
  private final Set<Long> wanted = new HashSet<>();

  private final Set<CommandId> called = new HashSet<>();

  HandOverCheck(Scene scene) {
    this.scene = scene;
  }

  void take(RunState before, Entry entry) {
    switch (entry.event()) {
      case Event.FallbackTaken _ -> {
        if (!wanted.isEmpty()) throw scene.fail(Invariant.FALLBACK, "turned to twice: " + entry);
        wanted.add(entry.sequence());
      }
      case Event.ApprovalEdited edited -> {
        if (wanted.contains(edited.command().sequence())) wanted.add(entry.sequence());
      }
      case Event.CommandPermitted permitted -> permitted(before, permitted);
      case Event.ReviewSettled settled -> settled(before, settled);
      default -> {}
    }
  }

  private void permitted(RunState before, Event.CommandPermitted event) {
    var pending = before.pending().get(event.command());
    if (pending == null) return;
    if (pending.command() instanceof AskModel && !wanted.isEmpty()) {
      throw scene.fail(Invariant.FALLBACK, "a model is asked after the function: " + event);
    }
    if (!(pending.command() instanceof InvokeTool call)
        || !call.tool().equals(Contracts.FUNCTION)) {
      return;
    }
    if (!wanted.contains(call.id().sequence())) {
      throw scene.fail(Invariant.FALLBACK, "the function was not turned to: " + event);
    }
    called.add(call.id());
    if (called.size() > 1) throw scene.fail(Invariant.FALLBACK, "called as " + called);
    scene.coverage().count("function called");
  }

  private void settled(RunState before, Event.ReviewSettled event) {
    var answer = event.facts().answer();
    var role = scene.charter().rules().escalateTo();
    var fits =
        answer != null
            && answer.violations().isEmpty()
            && answer.doneWhen().stream().allMatch(one -> one.result() == Truth.TRUE);
    var meant =
        scene.letters().written(event.request()) instanceof SettleReview(var result, _, var by)
            && answer != null
            && result.equals(answer.output())
            && by.equals(event.by());
    var may = role == null || event.by().roles().contains(role);
    var distinct =
        !scene.charter().rules().approvals().distinctFromRequester()
            || !event.by().name().equals(People.ANN.name());
    if (before.status() == Status.ESCALATED && fits && meant && may && distinct) return;
    throw scene.fail(Invariant.MANUAL, "settled by " + event + " while " + before.status());
  }
}
