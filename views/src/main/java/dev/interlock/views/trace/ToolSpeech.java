package dev.interlock.views.trace;

import dev.interlock.kernel.charter.EffectClass;
import dev.interlock.kernel.run.Assessment;
import dev.interlock.kernel.run.Attempt;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.CommandId;
import dev.interlock.kernel.run.Event;
import dev.interlock.kernel.run.Pending.Stage;
import dev.interlock.views.Amounts;
import java.util.stream.Collectors;

/** What came of a call, and what follows from it. */
final class ToolSpeech {
  private ToolSpeech() {}

  static Sentence of(Event.ToolReturned returned, Words words) {
    var text =
        words.call(returned.command())
            + " returned "
            + Words.content(returned.result())
            + " after "
            + Amounts.time(returned.took());
    var assessment = returned.assessment();
    if (assessment == null || Assessment.complete(assessment)) {
      return new Sentence(Tone.RETURNED, text);
    }
    var leaves =
        assessment.flaws().stream()
            .map(flaw -> Words.leaf(flaw.fault().leaf()))
            .distinct()
            .collect(Collectors.joining());
    return new Sentence(
        Tone.FAILED, text + "; not to be relied on, " + Words.plain(assessment.inWords()) + leaves);
  }

  static Sentence of(Event.ToolFailed failed, Words words) {
    var what = " failed (" + Words.lower(failed.fault()) + "): " + Words.plain(failed.message());
    return new Sentence(
        Tone.FAILED,
        words.call(failed.command())
            + what
            + next(failed.command(), words)
            + Words.leaf(failed.fault().leaf()));
  }

  static Sentence of(Event.OutcomeUnknown unknown, Words words) {
    var why = " (" + Words.lower(unknown.cause()) + "): " + Words.plain(unknown.message());
    return new Sentence(
        Tone.UNKNOWN,
        words.call(unknown.command())
            + " may or may not have happened"
            + why
            + next(unknown.command(), words)
            + " [RUN-1]");
  }

  static Sentence of(Event.QueryAnswered answered, Words words) {
    var text =
        words.call(answered.command())
            + (answered.happened() ? " did happen: " : " has not happened: ")
            + Words.content(answered.answer())
            + next(answered.command(), words);
    return new Sentence(answered.happened() ? Tone.RETURNED : Tone.UNKNOWN, text);
  }

  static Sentence of(Event.QueryFailed failed, Words words) {
    var why = " (" + Words.lower(failed.fault()) + "): " + Words.plain(failed.message());
    return new Sentence(
        Tone.FAILED,
        words.call(failed.command())
            + ": nobody could say whether it happened"
            + why
            + next(failed.command(), words)
            + Words.leaf(failed.fault().leaf()));
  }

  static Sentence of(Event.LateAnswerKept late, Words words) {
    var text =
        words.call(late.command())
            + ": an answer came late and is kept: "
            + Words.content(late.result())
            + " [TOL-1]";
    return new Sentence(Tone.UNKNOWN, text);
  }

  /** What the kernel made of it. */
  private static String next(CommandId id, Words words) {
    var pending = words.pending(id);
    if (pending.isEmpty()) return "";
    return switch (pending.get().stage()) {
      case Stage.Wanted(var kind, var notBefore) -> {
        var what = kind == Attempt.Kind.QUERY ? "; it is asked about" : again(id, words);
        yield notBefore.isAfter(words.after().course().at()) ? what + " at " + notBefore : what;
      }
      case Stage.InDoubt _ -> "; a person must find out";
      case Stage.Permitted _, Stage.Held _ -> "";
    };
  }

  private static String again(CommandId id, Words words) {
    var keyed =
        words.command(id) instanceof InvokeTool call
            && words
                .before()
                .mandate()
                .charter()
                .tool(call.tool())
                .filter(contract -> contract.effect() instanceof EffectClass.Keyed)
                .isPresent();
    return keyed ? "; it is tried again under the same key" : "; it is tried again";
  }
}
