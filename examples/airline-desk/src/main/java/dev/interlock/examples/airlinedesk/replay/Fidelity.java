package dev.interlock.examples.airlinedesk.replay;

import dev.interlock.examples.airlinedesk.replay.Recording.Step.Called;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.effect.ToolSource.Answer;
import dev.interlock.runtime.effect.ToolSource.Failed;
import dev.interlock.runtime.effect.ToolSource.Returned;
import dev.interlock.runtime.json.Json;

/** Whether an answer is the recorded one. */
final class Fidelity {
  private Fidelity() {}

  /** JSON is compared as values, words as words. */
  static boolean same(Called recorded, Answer answer) {
    return switch (answer) {
      case Returned(Value.Text(var words), _) -> words.equals(recorded.result());
      case Returned(var result, _) -> result.canonical().equals(canonical(recorded.result()));
      case Failed(_, var message, _) -> message.equals(recorded.result());
    };
  }

  private static String canonical(String recorded) {
    try {
      return Json.parse(recorded).canonical();
    } catch (Json.NotJsonException words) {
      return recorded;
    }
  }
}
