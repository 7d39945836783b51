package dev.interlock.runtime.loop;

import dev.interlock.kernel.charter.EffectClass;
import dev.interlock.kernel.failure.ModelFault;
import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.kernel.run.Attempt;
import dev.interlock.kernel.run.Command.AcceptAnswer;
import dev.interlock.kernel.run.Command.AskModel;
import dev.interlock.kernel.run.Command.ConfirmEffect;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.Command.RollBack;
import dev.interlock.kernel.run.Command.Summarise;
import dev.interlock.kernel.run.Event;
import dev.interlock.kernel.run.Event.ModelFailed;
import dev.interlock.kernel.run.Event.OutcomeUnknown;
import dev.interlock.kernel.run.Event.QueryFailed;
import dev.interlock.kernel.run.Event.ToolFailed;
import dev.interlock.kernel.run.JournalCorruptException;
import dev.interlock.kernel.run.Pending;
import dev.interlock.kernel.run.Pending.Stage;
import dev.interlock.kernel.run.RunState;
import java.util.List;

/**
 * Names what a dead process left: a permit without an outcome means that its deed may have begun.
 * What follows from that, the kernel decides by the effect class.
 */
final class Recovery {
  private Recovery() {}

  /** Returns one event for each permit without an outcome, in order. */
  static List<Event> of(RunState state) {
    return state.permitted().stream()
        .map(pending -> lost(state, pending, "the process died while the call was under way"))
        .toList();
  }

  /** Returns the event that says that nobody knows what came of the attempt. */
  static Event lost(RunState state, Pending pending, String why) {
    if (!(pending.stage() instanceof Stage.Permitted(var attempt, _, _, _))) {
      throw new IllegalArgumentException(pending.command().id() + " is not permitted");
    }
    var id = pending.command().id();
    return switch (pending.command()) {
      case AskModel _, Summarise _ ->
          new ModelFailed(id, attempt.number(), ModelFault.CRASH, why, null, null);
      case InvokeTool _ when attempt.kind() == Attempt.Kind.QUERY ->
          new QueryFailed(id, attempt.number(), ToolFault.CRASH, why);
      case InvokeTool call when isNeverInDoubt(state, call) ->
          new ToolFailed(id, attempt.number(), ToolFault.CRASH, why, null);
      case InvokeTool _ -> new OutcomeUnknown(id, attempt.number(), ToolFault.CRASH, why);
      case AcceptAnswer _, ConfirmEffect _, RollBack _ ->
          throw new JournalCorruptException("no deed: " + id);
    };
  }

  /** A read changes nothing; a transactional effect without its outcome was not committed. */
  private static boolean isNeverInDoubt(RunState state, InvokeTool call) {
    var effect = state.mandate().charter().tool(call.tool()).orElseThrow().effect();
    return effect.isRead() || effect instanceof EffectClass.Transactional;
  }
}
