package dev.interlock.runtime.gate;

import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.Pending;
import dev.interlock.kernel.run.RunState;
import java.util.HashMap;
import java.util.Map;

/** What expressions about a call may name, time aside. */
final class CallNames {
  private CallNames() {}

  static Map<String, Object> of(RunState state, Pending pending, InvokeTool call) {
    var principal = state.mandate().principal();
    var names = new HashMap<String, Object>();
    names.put("tool", call.tool());
    names.put("args", CelValues.of(call.arguments()));
    names.put("facts", Readings.facts(pending));
    names.put("principal.name", principal.name());
    names.put("principal.roles", principal.roles());
    names.put("principal.tenant", principal.tenant());
    names.put("goal", state.mandate().charter().goal());
    return names;
  }
}
