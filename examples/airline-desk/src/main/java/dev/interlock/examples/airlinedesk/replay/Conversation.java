package dev.interlock.examples.airlinedesk.replay;

import dev.interlock.examples.airlinedesk.replay.Recording.Step;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.confirm.Known;
import dev.interlock.runtime.confirm.Turn;
import dev.interlock.runtime.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A conversation as far as it has come. For one thread. */
final class Conversation {
  private final List<Turn> turns = new ArrayList<>();
  private final List<Known> known = new ArrayList<>();
  private final Map<String, Long> called = new HashMap<>();

  /** Takes the next step in. */
  void add(Step step) {
    switch (step) {
      case Step.UserSaid(var text) -> turns.add(Turn.user(text));
      case Step.AssistantSaid(var text) -> turns.add(Turn.assistant(text));
      case Step.Called call -> {
        if (call.failed()) return;
        called.merge(call.tool(), 1L, Long::sum);
        known.add(new Known(call.tool(), call.arguments(), value(call.result())));
      }
    }
  }

  List<Turn> turns() {
    return List.copyOf(turns);
  }

  /** What tools have told, and what was read for a ruling. */
  List<Known> known(Value.Obj facts) {
    var all = new ArrayList<>(known);
    facts.members().forEach((name, value) -> all.add(Judge.fact(name, value)));
    return all;
  }

  /** How often a tool has succeeded. */
  long called(String tool) {
    return called.getOrDefault(tool, 0L);
  }

  /** All that the user has said. */
  String said() {
    return turns.stream()
        .filter(turn -> turn.speaker() == Turn.Speaker.USER)
        .map(Turn::text)
        .collect(Collectors.joining("\n"));
  }

  private static Value value(String result) {
    try {
      return Json.parse(result);
    } catch (Json.NotJsonException words) {
      return Value.of(result);
    }
  }
}
