package dev.interlock.testkit.sim;

import dev.interlock.kernel.charter.Undo;
import dev.interlock.kernel.run.Command;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.Command.RollBack;
import dev.interlock.kernel.run.CommandId;
import dev.interlock.kernel.run.Entry;
import dev.interlock.kernel.run.Event;
import dev.interlock.kernel.run.RunState;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.effect.ToolPerformer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Follows by itself what is undone, and holds it against what the world knows. */
final class UndoCheck {
  private final Scene scene;

  /** Effects that can be undone, in the order of their first permits. */
  private final List<CommandId> effects = new ArrayList<>();

  /** What the journal says has happened, and in which entry it says so first. */
  private final Map<CommandId, Long> happened = new HashMap<>();

  /** Compensations that were permitted, and what they undo. */
  private final Map<CommandId, CommandId> compensations = new HashMap<>();

  private long decided;
  private boolean ended;
  private boolean over;

  UndoCheck(Scene scene) {
    this.scene = scene;
  }

  void take(RunState before, Entry entry) {
    if (over && entry.event() instanceof Event.Ruled) {
      throw scene.fail(Invariant.NOTHING_AFTER_THE_END, "a ruling after the end: " + entry);
    }
    switch (entry.event()) {
      case Event.CommandPermitted permitted -> permitted(before, entry, permitted.command());
      case Event.ToolReturned returned -> happened(returned.command(), entry);
      case Event.LateAnswerKept late -> happened(late.command(), entry);
      case Event.QueryAnswered answered when answered.happened() ->
          happened(answered.command(), entry);
      case Event.OutcomeResolved resolved when resolved.happened() ->
          happened(resolved.command(), entry);
      case Event.RollbackRequested _ -> {
        if (over) scene.coverage().count("taken up after the end");
        decided = entry.sequence();
        over = false;
      }
      case Event.RunEnded _ -> {
        ended = true;
        over = true;
      }
      default -> {}
    }
  }

  private void permitted(RunState before, Entry entry, CommandId command) {
    switch (requirePending(before, command)) {
      case RollBack _ -> {
        requireGoing(entry);
        decided = entry.sequence();
      }
      case InvokeTool call when call.undoes() != null -> compensations.put(command, call.undoes());
      case InvokeTool call when call.looks() != null -> {}
      case InvokeTool call -> {
        requireGoing(entry);
        var undo = scene.charter().tool(call.tool()).orElseThrow().undo();
        if (undo instanceof Undo.By && !effects.contains(command)) effects.add(command);
      }
      default -> requireGoing(entry);
    }
  }

  private Command requirePending(RunState before, CommandId command) {
    var pending = before.pending().get(command);
    if (pending == null) throw scene.fail(Invariant.REPLAY, "permitted what is not wanted");
    return pending.command();
  }

  /** A run that has ended once does nothing more but undo. */
  private void requireGoing(Entry entry) {
    if (ended) throw scene.fail(Invariant.NOTHING_AFTER_THE_END, "after the end: " + entry);
  }

  private void happened(CommandId command, Entry entry) {
    var _ = happened.putIfAbsent(command, entry.sequence());
  }

  /** Whether a call with an effect may begin as far as the end of the run is concerned. */
  boolean mayBegin(CommandId command) {
    return !over && (!ended || compensations.containsKey(command));
  }

  boolean isCompensation(CommandId command) {
    return compensations.containsKey(command);
  }

  /** Whether people or the policy have wanted everything undone. */
  boolean wanted() {
    return decided > 0;
  }

  /** Something happened in the world; if it undoes something, that is looked at. */
  void tookEffect(World.Effect undoing) {
    var command = command(undoing.key());
    if (!compensations.containsKey(command)) return;
    var effect = undoes(command, undoing);
    scene.coverage().count("undone");
    if (!scene.world().happened(key(effect))) {
      throw scene.fail(Invariant.ONLY_WHAT_HAPPENED_IS_UNDONE, undoing + " undoes " + effect);
    }
    var before = scene.world().undo(effect, undoing.key());
    if (before != null && !before.equals(undoing.key())) {
      throw scene.fail(Invariant.NEVER_UNDONE_TWICE, effect + " by " + before + " and " + undoing);
    }
    var after = effects.subList(effects.indexOf(effect) + 1, effects.size());
    for (var later : after) {
      var known = happened.get(later);
      if (known == null || known > decided || scene.world().undone(later)) continue;
      throw scene.fail(Invariant.UNDONE_IN_REVERSE, effect + " is undone before " + later);
    }
  }

  /** A person may have put other arguments in place; what is undone stays the same. */
  private CommandId undoes(CommandId command, World.Effect undoing) {
    @Nullable Value of = undoing.arguments().get(SimFacts.OF).orElse(null);
    var known = compensations.get(command);
    if (of instanceof Value.Text(var text)) return CommandId.parse(text);
    if (known == null) throw new IllegalStateException("no compensation: " + command);
    return known;
  }

  /** At the end: nothing is left of a run that is said to be rolled back. */
  void end() {
    for (var effect : scene.world().effects()) {
      var command = command(effect.key());
      var undo = scene.charter().tool(effect.tool()).orElseThrow().undo();
      if (!(undo instanceof Undo.By) || scene.world().undone(command)) continue;
      throw scene.fail(Invariant.NOTHING_REMAINS, effect + " is left");
    }
  }

  private CommandId command(String key) {
    return CommandId.parse(key.substring(scene.run().text().length() + 1));
  }

  private String key(CommandId command) {
    return ToolPerformer.key(scene.run(), command);
  }
}
