package dev.interlock.views.failure;

import dev.interlock.kernel.failure.Leaf;
import dev.interlock.kernel.run.Entry;
import dev.interlock.kernel.run.Failures;
import dev.interlock.kernel.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The failures that a run's journal shows, in its order. Not thread-safe. */
public final class FailuresView {
  private final List<Failure> failures = new ArrayList<>();

  /**
   * One failure.
   *
   * @param leaf which one of the taxonomy
   * @param entry where it shows
   * @param detail one line for people
   */
  public record Failure(Leaf leaf, long entry, String detail) {

    /**
     * The failure as JSON: {@code {leaf, entry, detail, class, confidence}}. The class is {@code J}
     * if the journal alone shows it, {@code K} if the journal with something declared does. A
     * journal that shows it makes it {@code DETECTED}; this view knows of no other kind.
     */
    public Value.Obj json() {
      return Value.of(
          Map.of(
              "leaf", Value.of(leaf.id()),
              "entry", Value.of(entry),
              "detail", Value.of(detail),
              "class", Value.of(leaf.proofs().contains(Leaf.Proof.JOURNAL) ? "J" : "K"),
              "confidence", Value.of("DETECTED")));
    }
  }

  public static FailuresView of(Iterable<Entry> entries) {
    var view = new FailuresView();
    entries.forEach(view::add);
    return view;
  }

  /** Takes the next entry in. */
  public void add(Entry entry) {
    Failures.all(entry.event())
        .forEach(
            shown -> failures.add(new Failure(shown.leaf(), entry.sequence(), shown.detail())));
  }

  public List<Failure> list() {
    return List.copyOf(failures);
  }

  /** Returns how often each leaf shows, in the order of the taxonomy; without those that do not. */
  public Map<Leaf, Integer> counts() {
    var counts = new EnumMap<Leaf, Integer>(Leaf.class);
    for (var failure : failures) counts.merge(failure.leaf(), 1, Integer::sum);
    return Collections.unmodifiableMap(counts);
  }

  public Value.Arr json() {
    return Value.of(failures.stream().map(Failure::json).toList());
  }
}
