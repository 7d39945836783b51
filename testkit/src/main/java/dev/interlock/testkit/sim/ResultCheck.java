package dev.interlock.testkit.sim;

import dev.interlock.kernel.charter.EffectClass;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.CommandId;
import dev.interlock.kernel.run.Content;
import dev.interlock.kernel.run.Entry;
import dev.interlock.kernel.run.Event;
import dev.interlock.kernel.run.RunState;
import dev.interlock.kernel.value.Digest;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.effect.ToolPerformer;
import java.util.HashSet;
import java.util.Set;

/** Holds what the journal says of results against what the world knows. */
final class ResultCheck {
  private final Scene scene;
  private final Set<CommandId> happened = new HashSet<>();

  ResultCheck(Scene scene) {
    this.scene = scene;
  }

  void take(RunState before, Entry entry) {
    switch (entry.event()) {
      case Event.ToolReturned returned -> {
        result(returned.command(), returned.result());
        joined(before, returned.command());
      }
      case Event.LateAnswerKept(var command, _, var result, _) -> result(command, result);
      case Event.QueryAnswered(var command, _, var yes, var answer) when yes -> {
        result(command, answer);
        tookEffect(command);
      }
      case Event.OutcomeResolved(var command, var yes, var result, _, _) -> {
        if (yes && result != null) {
          result(command, result);
          tookEffect(command);
        }
      }
      default -> {}
    }
  }

  private void result(CommandId command, Content result) {
    var _ = happened.add(command);
    var key = ToolPerformer.key(scene.run(), command);
    if (scene.world().gave(key, result.digest()) || isStub(key, result)) return;
    throw scene.fail(Invariant.NOTHING_MADE_UP, "no tool answered " + result + " for " + command);
  }

  private void joined(RunState before, CommandId command) {
    var pending = before.pending().get(command);
    var key = ToolPerformer.key(scene.run(), command);
    if (pending != null
        && pending.command() instanceof InvokeTool call
        && isTransactional(call.tool())
        && !scene.world().joinedOnce(key)) {
      throw scene.fail(Invariant.TOGETHER, command + " has a result and not one effect");
    }
  }

  private boolean isTransactional(String tool) {
    return scene.charter().tool(tool).orElseThrow().effect() instanceof EffectClass.Transactional;
  }

  /** The effect happened and its result was too large to take in. */
  private boolean isStub(String key, Content result) {
    return result instanceof Content.Inline(var value)
        && value instanceof Value.Obj object
        && object.get("sha256").orElse(Value.Null.NULL) instanceof Value.Text(var hex)
        && scene.world().gave(key, new Digest(hex));
  }

  private void tookEffect(CommandId command) {
    if (!scene.world().happened(ToolPerformer.key(scene.run(), command))) {
      throw scene.fail(
          Invariant.NOTHING_MADE_UP, command + " is said to have happened and has not");
    }
  }

  /** At the end: whatever took effect stands in the journal as having happened. */
  void end() {
    for (var effect : scene.world().effects()) {
      var command = CommandId.parse(effect.key().substring(scene.run().text().length() + 1));
      if (happened.contains(command)) continue;
      if (isTransactional(effect.tool())) {
        throw scene.fail(Invariant.TOGETHER, effect + " is there and its outcome is not");
      }
      throw scene.fail(
          Invariant.ACCOUNTED, effect + " is nowhere in the journal as having happened");
    }
  }
}
