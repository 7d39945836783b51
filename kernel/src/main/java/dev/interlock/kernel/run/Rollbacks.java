package dev.interlock.kernel.run;

import dev.interlock.kernel.charter.Rollback;
import dev.interlock.kernel.failure.Leaf;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.Command.InvokeTool.Purpose;
import dev.interlock.kernel.run.Command.RollBack;
import dev.interlock.kernel.run.Course.Outlook;
import dev.interlock.kernel.run.Effects.Effect;
import dev.interlock.kernel.run.Effects.Fate;
import dev.interlock.kernel.run.Effects.Undoing;
import dev.interlock.kernel.run.Event.CompensationPrepared;
import dev.interlock.kernel.value.Value;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a run takes back what it has done: the last effect first, one after the other, and not before
 * every deed of its own is accounted for. The first compensation that fails stops it, as those
 * before may rest on it.
 */
final class Rollbacks {
  private Rollbacks() {}

  /** Draws the consequence for the taking back of whatever came before. */
  static RunState next(RunState now) {
    var intended = now.course().intended();
    if (intended.isEmpty() || now.over()) return now;
    var question = question(now);
    if (!now.pending().isEmpty() && question.isEmpty()) return now;
    return switch (now.effects().undoing()) {
      case Undoing.Undecided _ -> asked(now, intended.get(), question);
      case Undoing.Going going -> going(now, intended.get(), going);
      case Undoing.Decided _ -> now;
    };
  }

  /** The question is about all that can be taken back; when that changes, it is another one. */
  private static RunState asked(RunState now, Ending intended, Optional<RollBack> question) {
    if (intended instanceof Ending.Completed
        || now.mandate().charter().rules().rollbackOrAsk() == Rollback.LEAVE) return now;
    var open = OpenEffects.undoable(now);
    var ids = open.stream().map(Effect::id).toList();
    if (question.map(RollBack::effects).equals(Optional.of(ids))) return now;
    var dropped = question.map(old -> now.without(old.id())).orElse(now);
    if (open.isEmpty()) return dropped;
    var shown = Value.of(open.stream().map(effect -> OpenEffects.shown(now, effect)).toList());
    var wanted =
        new RollBack(Turns.id(now, 0), ids, Value.of(Map.<String, Value>of("effects", shown)));
    return dropped.with(Pending.wanted(wanted, now.course().at()));
  }

  private static RunState going(RunState now, Ending intended, Undoing.Going going) {
    if (toUndo(now, going).isPresent()) return now;
    return OpenEffects.undoable(now).isEmpty()
        ? done(now, intended, going)
        : next(now.with(now.effects().with(new Undoing.Undecided())));
  }

  private static RunState done(RunState now, Ending intended, Undoing.Going going) {
    var decided = now.with(now.effects().with(new Undoing.Decided()));
    var undone = now.effects().lastFirst(one -> one.fate() instanceof Fate.Undone).size();
    if (undone == 0) return decided;
    var lasting = OpenEffects.lasting(now);
    var why = going.requested() ? "wanted by " + going.by() : "instead of " + intended.status();
    var what = "rolled back " + undone + (undone == 1 ? " effect" : " effects") + ", " + why;
    if (!lasting.isEmpty()) {
      var left = what + "; what no compensation can undo is left: " + OpenEffects.named(lasting);
      return decided.towards(
          Turns.escalated(now, leaf(intended).orElse(Leaf.SAF_4), left + because(intended, going)));
    }
    return decided.towards(
        intended instanceof Ending.Escalated(var to, var leaf, var reason) && !going.requested()
            ? new Ending.Escalated(to, leaf, reason + "; " + what)
            : new Ending.RolledBack(
                going.by(), undone, leaf(intended).orElse(null), what + because(intended, going)));
  }

  /** A person wants it: also of a run that has ended, which is taken up again for this alone. */
  static RunState requested(RunState now, String by) {
    var going = now.effects().with(new Undoing.Going(by, true, List.of()));
    if (now.course().outlook() instanceof Outlook.Over(var ending)) {
      return now.with(going).with(new Outlook.Winding(ending));
    }
    if (now.course().intended().isEmpty()) return Stops.cancelled(now, by).with(going);
    return question(now).map(asked -> now.without(asked.id())).orElse(now).with(going);
  }

  /** What a run that is heading for its end has done is taken back, as whoever ended it wants. */
  static RunState undone(RunState now, String by) {
    return now.effects().undoing() instanceof Undoing.Undecided
        ? now.with(now.effects().with(new Undoing.Going(by, true, List.of())))
        : now;
  }

  /** The gates allowed it: by policy, or with a person's yes to exactly these. */
  static RunState allowed(RunState now, RollBack command) {
    var policy = now.mandate().charter().rules().rollbackOrAsk();
    var asked = !now.requirePending(command.id()).past().approved().isEmpty();
    var only = asked ? command.effects() : List.<CommandId>of();
    var by = asked ? "approval" : "rollback: " + policy.name().toLowerCase(Locale.ROOT);
    return now.without(command.id()).with(now.effects().with(new Undoing.Going(by, false, only)));
  }

  /** The run ends as it was about to. */
  static RunState declined(RunState now, CommandId id) {
    return now.without(id).with(now.effects().with(new Undoing.Decided()));
  }

  static RunState prepared(RunState now, CompensationPrepared event) {
    var effect = requireNext(now, event.command());
    var id = Turns.id(now, 0);
    var call =
        new InvokeTool(
            id,
            "undo-" + effect.id(),
            event.tool(),
            event.arguments(),
            null,
            new Purpose.Undoing(effect.id()));
    return now.with(Pending.wanted(call, now.course().at()));
  }

  static RunState impossible(RunState now, CommandId effect, String reason) {
    return stopped(now, requireNext(now, effect), Leaf.TOL_2, reason);
  }

  /** The deed is done, whatever its answer is worth. */
  static RunState undone(RunState now, InvokeTool call) {
    var effect = requireUndoes(call);
    return now.without(call.id()).with(now.effects().undone(call.id(), effect, now.sequence()));
  }

  /** A compensation is not made, or not any more, and has had no effect. */
  static RunState failed(RunState now, InvokeTool call, Leaf leaf, String why) {
    var settled = now.without(call.id()).with(now.effects().notHappened(call.id()));
    var effect = now.effects().get(requireUndoes(call)).orElseThrow();
    return stopped(settled, effect, leaf, call.tool() + " (" + call.id() + "): " + why);
  }

  private static RunState stopped(RunState now, Effect effect, Leaf leaf, String why) {
    var left =
        Stream.concat(OpenEffects.undoable(now).stream(), OpenEffects.lasting(now).stream())
            .toList();
    var reason =
        "could not undo "
            + effect.named()
            + ": "
            + why
            + "; these effects remain: "
            + OpenEffects.named(left);
    return now.with(now.effects().with(new Undoing.Decided()))
        .towards(Turns.escalated(now, leaf, reason));
  }

  /** What a late answer proves: an effect is open after all, or was taken back after all. */
  static RunState provedLate(RunState now, CommandId id) {
    var proved = now.with(now.effects().provedLate(id, now.sequence()));
    for (var one : now.pending().values()) {
      if (one.underWay()
          || !(one.command() instanceof InvokeTool call)
          || call.undoes() == null
          || !isUndone(proved, call.undoes())) continue;
      proved = proved.without(call.id());
    }
    return proved;
  }

  /** The tool of an effect that was taken for not having happened. */
  static Optional<String> newlyOpen(RunState before, CommandId id) {
    return before
        .effects()
        .get(id)
        .filter(effect -> effect.fate() instanceof Fate.NotHappened)
        .map(Effect::call)
        .filter(call -> call.undoes() == null)
        .map(InvokeTool::tool);
  }

  private static boolean isUndone(RunState now, CommandId effect) {
    return now.effects().get(effect).filter(one -> one.fate() instanceof Fate.Undone).isPresent();
  }

  /** Returns the effect that is taken back next, if one is. */
  static Optional<Effect> toUndo(RunState now) {
    return now.effects().undoing() instanceof Undoing.Going going
        ? toUndo(now, going)
        : Optional.empty();
  }

  private static Optional<Effect> toUndo(RunState now, Undoing.Going going) {
    return OpenEffects.undoable(now).stream()
        .filter(effect -> going.only().isEmpty() || going.only().contains(effect.id()))
        .findFirst();
  }

  private static Effect requireNext(RunState now, CommandId id) {
    return toUndo(now)
        .filter(effect -> effect.id().equals(id))
        .orElseThrow(() -> new JournalCorruptException(id + " is not to be undone now"));
  }

  private static CommandId requireUndoes(InvokeTool call) {
    var effect = call.undoes();
    if (effect == null) throw new JournalCorruptException("no compensation: " + call.id());
    return effect;
  }

  private static Optional<RollBack> question(RunState now) {
    return now.pending().values().stream()
        .map(Pending::command)
        .filter(RollBack.class::isInstance)
        .map(RollBack.class::cast)
        .findFirst();
  }

  /** A run whose checks had passed and that is taken back all the same had passed bad work. */
  private static Optional<Leaf> leaf(Ending intended) {
    return switch (intended) {
      case Ending.Completed _ -> Optional.of(Leaf.VER_2);
      case Ending.Cancelled _ -> Optional.empty();
      case Ending.Stopped(var leaf, _) -> Optional.of(leaf);
      case Ending.Failed(var leaf, _) -> Optional.of(leaf);
      case Ending.Escalated(_, var leaf, _) -> Optional.of(leaf);
      case Ending.RolledBack(_, _, var leaf, _) -> Optional.ofNullable(leaf);
    };
  }

  private static String because(Ending intended, Undoing.Going going) {
    var was = going.requested() ? "; it was " + intended.status() + ": " : ": ";
    return switch (intended) {
      case Ending.Completed _ -> "; it had completed";
      case Ending.Cancelled _, Ending.RolledBack _ -> "";
      case Ending.Stopped(_, var reason) -> was + reason;
      case Ending.Failed(_, var reason) -> was + reason;
      case Ending.Escalated(_, _, var reason) -> was + reason;
    };
  }
}
