package dev.interlock.views.trace;

import dev.interlock.kernel.run.Entry;
import dev.interlock.kernel.run.Event.RunEnded;
import dev.interlock.kernel.run.Kernel;
import dev.interlock.kernel.run.RunState;
import dev.interlock.kernel.value.Value;
import dev.interlock.views.Amounts;
import dev.interlock.views.cost.CostView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run as plain sentences: what the model proposed in each turn, what the gates said and why, what
 * was performed with what result, what people decided, what it cost and how it ended. Not
 * thread-safe.
 */
public final class StoryView {
  private final List<StoryLine> lines = new ArrayList<>();
  private final CostView cost = new CostView();
  private @Nullable RunState state;

  /** Folds a whole journal. */
  public static StoryView of(Iterable<Entry> entries) {
    var view = new StoryView();
    for (var entry : entries) {
      var _ = view.add(entry);
    }
    return view;
  }

  /**
   * Takes the next entry in.
   *
   * @return the lines that it adds to the story, in order; at least one
   * @throws dev.interlock.kernel.run.JournalCorruptException if the entry cannot follow
   */
  public List<StoryLine> add(Entry entry) {
    var before = state;
    var after = before == null ? Kernel.begin(entry) : Kernel.step(before, entry);
    state = after;
    cost.add(entry);
    var turn = before == null ? 0 : before.course().turn();
    var words = new Words(before == null ? after : before, after, cost);
    var added = new ArrayList<StoryLine>();
    for (var sentence : Sentences.of(entry.event(), words)) {
      added.add(
          new StoryLine(entry.sequence(), entry.at(), turn, sentence.tone(), sentence.text()));
    }
    if (entry.event() instanceof RunEnded) {
      added.add(new StoryLine(entry.sequence(), entry.at(), turn, Tone.END, bill(after)));
    }
    lines.addAll(added);
    return List.copyOf(added);
  }

  /** The whole story so far. */
  public List<StoryLine> lines() {
    return List.copyOf(lines);
  }

  public Value.Arr json() {
    return Value.of(lines.stream().map(StoryLine::json).toList());
  }

  private String bill(RunState end) {
    var took = Duration.between(end.mandate().startedAt(), end.course().at());
    var text =
        new StringBuilder("It cost ")
            .append(Amounts.usd(cost.usdMicros()))
            .append(" for ")
            .append(Amounts.count(cost.modelCalls(), "model call"))
            .append(" (")
            .append(Amounts.count(cost.tokensIn()))
            .append(" tokens in, ")
            .append(Amounts.count(cost.tokensOut()))
            .append(" out) and ")
            .append(Amounts.count(cost.toolCalls(), "tool call"))
            .append(", and took ")
            .append(Amounts.time(took))
            .append('.');
    if (cost.worstCaseUsdMicros() > 0) {
      text.append(" Of that, ")
          .append(Amounts.usd(cost.worstCaseUsdMicros()))
          .append(" was charged as set aside, because the provider did not say what was used.");
    }
    return text.toString();
  }
}
