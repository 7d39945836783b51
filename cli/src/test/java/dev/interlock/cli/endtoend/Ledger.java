package dev.interlock.cli.endtoend;

import dev.interlock.kernel.charter.EffectClass;
import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.CommandId;
import dev.interlock.kernel.run.Entry;
import dev.interlock.kernel.run.Event;
import dev.interlock.kernel.run.Kernel;
import dev.interlock.kernel.run.RunState;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.effect.ToolPerformer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a journal says of effects.
 *
 * @param happened those of permitted commands with an outcome
 * @param doubtful those of which the journal says that nobody knows
 */
record Ledger(List<Deed> happened, List<Deed> doubtful) {

  static Ledger of(List<Entry> entries) {
    var calls = new HashMap<CommandId, InvokeTool>();
    var happened = new ArrayList<Deed>();
    @Nullable RunState state = null;
    for (var entry : entries) {
      var before = state;
      if (before != null
          && entry.event() instanceof Event.CommandPermitted(var id, _, _, _, _, _, _)) {
        note(before, id, calls);
      }
      if (before != null) performed(entry.event(), calls, before, happened);
      state = before == null ? Kernel.begin(entry) : Kernel.step(before, entry);
    }
    return new Ledger(happened, state == null ? List.of() : doubtful(state));
  }

  private static void note(RunState state, CommandId id, Map<CommandId, InvokeTool> calls) {
    var pending = state.pending().get(id);
    if (pending == null || !(pending.command() instanceof InvokeTool call)) return;
    if (!effect(state, call).isRead()) calls.put(id, call);
  }

  private static void performed(
      Event event, Map<CommandId, InvokeTool> calls, RunState state, List<Deed> happened) {
    var id =
        switch (event) {
          case Event.ToolReturned returned -> returned.command();
          case Event.QueryAnswered(var asked, _, var yes, _) when yes -> asked;
          case Event.OutcomeResolved(var asked, var yes, _, _, _) when yes -> asked;
          default -> null;
        };
    var call = id == null ? null : calls.get(id);
    if (call != null) happened.add(deed(state, call));
  }

  private static List<Deed> doubtful(RunState state) {
    return state.pending().values().stream()
        .filter(pending -> pending.underWay() && pending.command() instanceof InvokeTool)
        .map(pending -> (InvokeTool) pending.command())
        .filter(call -> !effect(state, call).isRead())
        .map(call -> deed(state, call))
        .toList();
  }

  private static Deed deed(RunState state, InvokeTool call) {
    return Deed.of(
        key(state.mandate().run(), call, effect(state, call)),
        call.tool(),
        (Value.Obj) call.arguments());
  }

  private static String key(RunId run, InvokeTool call, EffectClass effect) {
    return effect instanceof EffectClass.Once ? Deed.NO_KEY : ToolPerformer.key(run, call.id());
  }

  private static EffectClass effect(RunState state, InvokeTool call) {
    return state.mandate().charter().tool(call.tool()).orElseThrow().effect();
  }
}
