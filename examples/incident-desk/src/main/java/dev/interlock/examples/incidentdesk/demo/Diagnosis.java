package dev.interlock.examples.incidentdesk.demo;

import dev.interlock.examples.incidentdesk.GroundTruth;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.json.Json;

/** Puts an answer and the truth into the same words, so that they can be compared at a glance. */
final class Diagnosis {
  private Diagnosis() {}

  static String inWords(GroundTruth truth) {
    var culprit = truth.culprit();
    return words("billing", culprit.service(), culprit.version(), truth.loss().lost().toString());
  }

  static String inWords(Value output) {
    return words(
            text(output, "cause"),
            text(output, "service"),
            text(output, "version"),
            text(output, "lost_usd"))
        + ". "
        + text(output, "summary");
  }

  /** An answer as a model writes it, with its evidence. */
  static String inWords(String answer) {
    try {
      return Json.parse(answer) instanceof Value.Obj object
          ? inWords(object.get("output").orElse(object))
          : answer;
    } catch (Json.NotJsonException prose) {
      return answer;
    }
  }

  private static String words(String cause, String service, String version, String lost) {
    return cause + ": " + service + " " + version + ", " + lost + " USD lost";
  }

  private static String text(Value output, String member) {
    if (!(output instanceof Value.Obj object)) return "?";
    var value = object.get(member).orElse(Value.of("?"));
    return value instanceof Value.Text(var text) ? text : value.json();
  }
}
