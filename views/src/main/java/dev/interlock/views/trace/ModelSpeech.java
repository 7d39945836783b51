package dev.interlock.views.trace;

import dev.interlock.kernel.brief.Proposal;
import dev.interlock.kernel.charter.ModelTerms;
import dev.interlock.kernel.charter.Usage;
import dev.interlock.kernel.failure.Leaf;
import dev.interlock.kernel.run.Command.AskModel;
import dev.interlock.kernel.run.CommandId;
import dev.interlock.kernel.run.Event.ModelFailed;
import dev.interlock.kernel.run.Event.ModelReplied;
import dev.interlock.kernel.run.Event.TurnsSummarised;
import dev.interlock.kernel.run.Pending;
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
    var price =
        " ("
            + used(replied.command(), replied.usage(), words)
            + ", "
            + Amounts.time(replied.took())
            + firstToken(replied)
            + ")";
    var who = words.model(replied.command(), replied.model());
    sentences.add(
        new Sentence(Tone.MODEL, who + says + price + drift(replied.asked(), replied.model())));
    for (var i = 0; i < reply.proposals().size(); i++) {
      sentences.add(proposal(id(words.after(), i), reply.proposals().get(i)));
    }
    return sentences;
  }

  private static String firstToken(ModelReplied replied) {
    var times = replied.times();
    var first = times == null ? null : times.firstToken();
    return first == null ? "" : ", first token after " + Amounts.time(first);
  }

  static Sentence summarised(TurnsSummarised summarised, Words words) {
    return new Sentence(
        Tone.MODEL,
        words.model(summarised.command(), summarised.model())
            + " put "
            + Amounts.count(summarised.inputs().size(), "old message")
            + " in fewer words ("
            + used(summarised.command(), summarised.usage(), words)
            + ", "
            + Amounts.time(summarised.took())
            + ")"
            + drift(summarised.asked(), summarised.model()));
  }

  static List<Sentence> failed(ModelFailed failed, Words words) {
    var text =
        words.model(failed.command(), words.asked(failed.command()).model())
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

  private static String drift(@Nullable String asked, String model) {
    return asked == null || ModelTerms.sameModel(asked, model)
        ? ""
        : "; asked was " + Plain.line(asked, 60) + Words.leaf(Leaf.REL_6);
  }

  private static String again(Words words, CommandId command) {
    var instead =
        words.after().pending().values().stream()
            .map(Pending::command)
            .filter(next ->
                next instanceof AskModel(var id, _, _) && id.sequence() == words.after().sequence())
            .map(next -> "; " + words.after().modelOf(next).use() + " is asked instead")
            .findFirst();
    if (instead.isPresent()) return instead.get();
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

  private static String used(CommandId command, @Nullable Usage usage, Words words) {
    if (usage == null) return "usage not said, charged as set aside";
    var cost = words.asked(command).price().micros(usage);
    return Amounts.count(usage.inputTokens())
        + " tokens in, "
        + Amounts.count(usage.outputTokens())
        + " out, "
        + Amounts.usd(cost);
  }
}
