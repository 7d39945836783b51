package dev.interlock.views.trace;

import dev.interlock.kernel.run.Event.FallbackTaken;
import dev.interlock.kernel.run.Event.ReviewSettled;
import java.util.List;

/** What happened when the agent could not go on. */
final class FallbackSpeech {
  private FallbackSpeech() {}

  static List<Sentence> of(FallbackTaken taken, Words words) {
    var recourse = words.before().course().recourse();
    var why = recourse == null ? "" : ": " + Words.plain(recourse.reason());
    var arguments = taken.arguments();
    return List.of(
        new Sentence(Tone.HOUSEKEEPING, "The agent cannot go on" + why),
        arguments == null
            ? new Sentence(
                Tone.FAILED,
                "The function "
                    + Words.plain(taken.tool())
                    + " is not called: "
                    + Words.plain(taken.problem()))
            : new Sentence(
                Tone.HOUSEKEEPING,
                "The function "
                    + Words.plain(taken.tool())
                    + " is to decide in place of the model, given "
                    + Words.json(arguments)));
  }

  static List<Sentence> of(ReviewSettled settled) {
    var answer = settled.facts().answer();
    var reason = settled.reason().isEmpty() ? "" : ": " + Words.plain(settled.reason());
    return List.of(
        new Sentence(
            Tone.PERSON,
            Words.who(settled.by())
                + " settled the run in manual review with "
                + (answer == null ? "nothing" : Words.json(answer.output()))
                + reason
                + "; it is COMPLETED"));
  }
}
