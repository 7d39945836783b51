package dev.interlock.views.trace;

import dev.interlock.kernel.brief.Proposal;
import dev.interlock.kernel.charter.Usage;
import dev.interlock.kernel.run.CommandId;
import dev.interlock.kernel.run.Event.ModelFailed;
import dev.interlock.kernel.run.Event.ModelReplied;
import dev.interlock.kernel.run.Pending.Stage;
import dev.interlock.kernel.run.RunState;
import dev.interlock.views.Amounts;
import dev.interlock.views.Plain;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the model said, or why it said nothing. */
final class ModelSpeech {
  private ModelSpeech() {}

  static List<Sentence> replied(ModelReplied replied, Words words) {
    var reply = replied.reply();
    var sentences = new ArrayList<Sentence>();
    var says =
        reply.proposals().isEmpty()
            ? " answers: " + Words.quoted(reply.text())
            : " proposes "
                + Amounts.count(reply.proposals().size(), "call")
                + (reply.text().isBlank() ? "" : ": " + Words.quoted(reply.text()));
    var price = " (" + used(replied.usage(), words) + ", " + Amounts.time(replied.took()) + ")";
    sentences.add(new Sentence(Tone.MODEL, words.model(replied.model()) + says + price));
    for (var i = 0; i < reply.proposals().size(); i++) {
      sentences.add(proposal(id(words.after(), i), reply.proposals().get(i)));
    }
    return sentences;
  }

  static List<Sentence> failed(ModelFailed failed, Words words) {
    var text =
        words.model(words.before().mandate().charter().model().model())
            + " gave no usable reply ("
            + Words.lower(failed.fault())
            + "): "
            + Words.plain(failed.message())
            + again(words, failed.command())
            + Words.leaf(failed.fault().leaf());
    return List.of(new Sentence(Tone.FAILED, text));
  }

  private static Sentence proposal(CommandId id, Proposal proposal) {
    var text = id + " " + Plain.line(proposal.tool(), 60) + " " + Words.json(proposal.arguments());
    return new Sentence(Tone.PROPOSAL, text);
  }

  private static String again(Words words, CommandId command) {
    return words
        .pending(command)
        .map(pending ->
            pending.stage() instanceof Stage.Wanted(_, var notBefore)
                    && notBefore.isAfter(words.after().course().at())
                ? "; it is asked again at " + notBefore
                : "; it is asked again")
        .orElse("");
  }

  /** The kernel gives the commands of a reply their ids in this way. */
  private static CommandId id(RunState after, int index) {
    return new CommandId(after.course().epoch(), after.sequence(), index);
  }

  private static String used(@Nullable Usage usage, Words words) {
    if (usage == null) return "usage not said, charged as set aside";
    var cost = words.before().mandate().charter().model().price().micros(usage);
    return Amounts.count(usage.inputTokens())
        + " tokens in, "
        + Amounts.count(usage.outputTokens())
        + " out, "
        + Amounts.usd(cost);
  }
}
