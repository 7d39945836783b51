package dev.interlock.testkit.sim;

import dev.interlock.kernel.run.Attempt;
import dev.interlock.kernel.run.Command;
import dev.interlock.kernel.run.Command.AcceptAnswer;
import dev.interlock.kernel.run.Command.ConfirmEffect;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.Command.RollBack;
import dev.interlock.kernel.run.CommandId;
import dev.interlock.kernel.run.Denial;
import dev.interlock.kernel.run.Ending;
import dev.interlock.kernel.run.Entry;
import dev.interlock.kernel.run.Event;
import dev.interlock.kernel.run.Pending;
import dev.interlock.kernel.run.RequestId;
import dev.interlock.kernel.run.RunState;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is checked of each entry as it comes, and remembered for the deeds and for the end. */
final class EntryChecks {
  private final Scene scene;
  private final long known;
  private final BudgetCheck budget;
  private final OrderCheck order;
  private final ResultCheck results;
  private final ModelCheck models;
  private final UndoCheck undoing;
  private final HandOverCheck handOver;
  private final GroundsCheck grounds;
  private final YesCheck yes;
  private final Map<String, Permitted> permits = new HashMap<>();
  private final Set<CommandId> denied = new HashSet<>();
  private final Map<RequestId, Integer> answered = new HashMap<>();

  private boolean cancelled;

  /**
   * @param known how many entries were seen before and are read again; whether a switch was thrown
   *     when they were written cannot be told any more
   */
  EntryChecks(Scene scene, long known) {
    this.scene = scene;
    this.known = known;
    this.budget = new BudgetCheck(scene);
    this.order = new OrderCheck(scene);
    this.results = new ResultCheck(scene);
    this.models = new ModelCheck(scene);
    this.undoing = new UndoCheck(scene);
    this.handOver = new HandOverCheck(scene);
    this.grounds = new GroundsCheck(scene);
    this.yes = new YesCheck(scene);
  }

  /**
   * A permit as it stands on disk.
   *
   * @param sequence of its entry
   * @param at when, by its entry
   */
  record Permitted(long sequence, Instant at, Event.CommandPermitted event) {}

  @Nullable Permitted permit(CommandId command, int attempt) {
    return permits.get(command + "/" + attempt);
  }

  boolean denied(CommandId command) {
    return denied.contains(command);
  }

  /** How many entries answer a request. */
  int answers(RequestId request) {
    return answered.getOrDefault(request, 0);
  }

  ResultCheck results() {
    return results;
  }

  UndoCheck undoing() {
    return undoing;
  }

  GroundsCheck grounds() {
    return grounds;
  }

  void take(@Nullable RunState before, Entry entry, RunState after) {
    Counted.count(scene.coverage(), entry.event());
    if (before != null) follow(before, entry, after);
  }

  private void follow(RunState before, Entry entry, RunState after) {
    undoing.take(before, entry);
    order.take(before, entry);
    models.take(before, entry);
    results.take(before, entry);
    handOver.take(before, entry);
    grounds.take(before, entry, after);
    yes.take(entry, after);
    switch (entry.event()) {
      case Event.CommandPermitted permitted -> permitted(before, entry, permitted, after);
      case Event.CommandDenied refused -> {
        requireJudged(refused.denial());
        denied.add(refused.command());
      }
      case Event.AttemptRefused refused -> requireJudged(refused.denial());
      case Event.ApprovalGranted granted -> answer(granted.request());
      case Event.ApprovalPostponed postponed -> answer(postponed.request());
      case Event.ApprovalEdited(var command, _, _, var request) -> {
        denied.add(command);
        answer(request);
      }
      case Event.ApprovalRejected(var command, _, _, var request) -> {
        denied.add(command);
        answer(request);
      }
      case Event.ApprovalExpired(var command) -> denied.add(command);
      case Event.OutcomeResolved resolved -> answer(resolved.request());
      case Event.ReviewSettled settled -> answer(settled.request());
      case Event.LateAnswerKept late -> answer(late.request());
      case Event.RequestRefused refused -> answer(refused.request());
      case Event.RunPaused(_, var letter) -> answer(new RequestId(letter));
      case Event.RunContinued(var letter) -> answer(new RequestId(letter));
      case Event.RunCancelled(_, var request) -> {
        answer(request);
        cancelled = true;
      }
      case Event.RollbackRequested(_, var request) -> answer(request);
      case Event.SwitchThrown(var thrown, _) -> {
        if (thrown.last() && after.course().intended().isEmpty()) {
          throw scene.fail(Invariant.SWITCH_ENDS, "heads for no end after " + thrown);
        }
      }
      case Event.RunEnded(var ending) -> {
        var undone = undoing.wanted() && !(ending instanceof Ending.Completed);
        if (cancelled && !undone && !(ending instanceof Ending.Cancelled)) {
          throw scene.fail(Invariant.CANCELLED, "ended as " + ending);
        }
      }
      // Only a late answer takes no time at all.
      case Event.ToolReturned returned when returned.took().isZero() ->
          answer(new RequestId(Letters.late(returned.command(), returned.attempt())));
      default -> {}
    }
  }

  private void requireJudged(Denial denial) {
    if (denial.rule().equals("threw")) {
      throw scene.fail(Invariant.NO_SURPRISE, denial.reason());
    }
  }

  private void permitted(
      RunState before, Entry entry, Event.CommandPermitted event, RunState after) {
    var pending = before.pending().get(event.command());
    if (pending == null) throw scene.fail(Invariant.REPLAY, "permitted what is not wanted");
    var number = event.attempt().number();
    permits.put(event.command() + "/" + number, new Permitted(entry.sequence(), entry.at(), event));
    if (denied.contains(event.command())) {
      throw scene.fail(Invariant.NEVER_DENIED, "permitted after a no: " + event.command());
    }
    if (entry.sequence() > known) requireAllowed(pending.command(), event);
    if (number == 1) yes.require(event);
    if (undoes(before, pending.command())) return;
    switch (pending.command()) {
      case AcceptAnswer _ -> order.accepted();
      // It uses nothing up: a run that is over its time may still learn what it has done.
      case ConfirmEffect _ -> {}
      default -> budget.check(pending.command(), after);
    }
    models.permitted(pending);
    if (cancelled && number == 1) {
      throw scene.fail(Invariant.CANCELLED, event.command() + " was permitted after that");
    }
    if (pending.command() instanceof InvokeTool call
        && event.attempt().kind() == Attempt.Kind.PERFORM
        && number == 1) {
      if (call.looks() == null) order.permitted(before, call);
      requireNoneInDoubt(before, call);
    }
  }

  /** What takes back is bounded by none of what bounds the model. */
  private static boolean undoes(RunState before, Command command) {
    if (command instanceof RollBack) return true;
    if (!(command instanceof InvokeTool call)) return false;
    var looking = call.looks();
    if (looking == null) return call.undoes() != null;
    var owner = before.pending().get(looking.command());
    return owner != null && owner.command() instanceof InvokeTool other && other.undoes() != null;
  }

  private void requireAllowed(Command command, Event.CommandPermitted event) {
    if (command instanceof InvokeTool call && call.undoes() == null) {
      scene
          .rights()
          .missing(call.tool())
          .ifPresent(gone -> {
            throw scene.fail(Invariant.RIGHTS, event.command() + " was permitted, and " + gone);
          });
    }
    var tool =
        command instanceof InvokeTool call
            ? event.attempt().kind().calls(scene.charter(), call.tool())
            : null;
    scene
        .board()
        .concerning(tool, command instanceof InvokeTool call && call.undoes() != null)
        .ifPresent(thrown -> {
          throw scene.fail(Invariant.NOT_PERMITTED, event.command() + " despite " + thrown);
        });
  }

  private void requireNoneInDoubt(RunState before, InvokeTool call) {
    for (var other : before.pending().values()) {
      if (!isLikeInDoubt(other, call)) continue;
      if (yes.said(call.id())) continue;
      throw scene.fail(
          Invariant.NO_LIKE_IN_DOUBT,
          call.id() + " was permitted while " + other.command().id() + " is in doubt");
    }
  }

  private static boolean isLikeInDoubt(Pending other, InvokeTool call) {
    return other.past().inDoubt()
        && other.command() instanceof InvokeTool doubtful
        && !doubtful.id().equals(call.id())
        && doubtful.digest().equals(call.digest());
  }

  private void answer(RequestId request) {
    var _ = answered.merge(request, 1, Integer::sum);
  }
}
