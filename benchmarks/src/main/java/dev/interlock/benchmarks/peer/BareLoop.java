package dev.interlock.benchmarks.peer;

import dev.interlock.benchmarks.workload.Counter;
import dev.interlock.benchmarks.workload.Script;
import dev.interlock.benchmarks.workload.Wire;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * The floor: what anybody would write by hand. It asks, reads the arguments, calls, writes the
 * result, and asks again with the whole conversation. It keeps nothing, checks nothing and limits
 * nothing.
 */
public final class BareLoop implements Peer {
  /** What the tool takes, as JSON Schema. */
  static final String SCHEMA =
      "{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\"}},\"required\":[\"n\"]}";

  private static final JsonMapper JSON = JsonMapper.shared();

  private final Counter counter = new Counter();

  private record Turn(String callId, String arguments, String result) {}

  @Override
  public String run(int steps, int number) {
    var words = Script.goal(steps, number);
    var goal = Script.Goal.of(words);
    var turns = new ArrayList<Turn>();
    while (true) {
      ask(words, turns);
      var counted = turns.isEmpty() ? 0 : Script.counted(turns.getLast().result);
      var call = Script.next(goal, counted);
      if (call.isEmpty()) return Script.answer(counted);
      var count = JSON.readValue(call.get(), Counter.Count.class);
      var result = JSON.writeValueAsString(counter.count(count));
      turns.add(new Turn(Script.callId(counted), call.get(), result));
    }
  }

  private static void ask(String words, List<Turn> turns) {
    try (var wire = new Wire()) {
      wire.said("system", Script.INSTRUCTIONS);
      wire.said("user", words);
      for (var turn : turns) {
        wire.called(turn.callId, Script.TOOL, turn.arguments);
        wire.returned(turn.callId, turn.result);
      }
      wire.tool(Script.TOOL, Script.TOOL_DESCRIPTION, SCHEMA);
    }
  }
}
