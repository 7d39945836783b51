package dev.interlock.testkit.gallery;

import dev.interlock.kernel.failure.Leaf;
import dev.interlock.kernel.run.Status;
import dev.interlock.kernel.value.Value;
import dev.interlock.testkit.gallery.Naive.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What came of a case.
 *
 * @param leaf which failure
 * @param id what the case is called: the leaf, and which of several ways to it
 * @param title in a few words
 * @param story what happens, and what contains it
 * @param control what contains it, in words
 * @param agent the agent file that was used
 * @param naive LangChain4j's side
 * @param status how Interlock's run stands
 * @param seen what was seen of Interlock's side; its cost by the run's own journal
 * @param evidence the entries that prove it
 * @param told the run's story, line by line
 * @param lacking why it does not count as contained; empty if it does
 */
public record Exhibit(
    Leaf leaf,
    String id,
    String title,
    String story,
    String control,
    String agent,
    Naive naive,
    Status status,
    Seen seen,
    List<Long> evidence,
    List<String> told,
    String lacking) {
  public Exhibit {
    evidence = List.copyOf(evidence);
    told = List.copyOf(told);
  }

  /** Whether the world and the journal show that Interlock contained the failure. */
  public boolean contained() {
    return lacking.isEmpty();
  }

  /** The exhibit as JSON. */
  public Value.Obj json() {
    return Value.of(
        Map.of(
            "leaf", Value.of(leaf.id()),
            "title", Value.of(title),
            "case", Value.of(id),
            "contained", Value.of(contained()),
            "lacking", Value.of(lacking),
            "control", Value.of(control),
            "naive", naiveJson(),
            "interlock", interlockJson(),
            "evidence", Value.of(evidence.stream().map(Value::of).toList())));
  }

  private Value.Obj naiveJson() {
    var verdict = Value.of(naive.verdict().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    if (naive.verdict() == Verdict.NOT_APPLICABLE) return Value.of(Map.of("verdict", verdict));
    return measured(naive.seen())
        .with("verdict", verdict)
        .with("harm", Value.of(naive.harm()))
        .with("said", Value.of(naive.seen().said()));
  }

  private Value.Obj interlockJson() {
    return measured(seen).with("status", Value.of(status.name()));
  }

  private static Value.Obj measured(Seen seen) {
    return Value.of(
        Map.of(
            "effects", Value.of(seen.deeds().stream().map(Value::of).toList()),
            "modelCalls", Value.of(seen.modelCalls()),
            "worldCalls", Value.of(seen.requests().size()),
            "usdMicros", Value.of(seen.usdMicros()),
            "millis", Value.of(seen.millis()),
            "ended", Value.of(seen.ended())));
  }
}
