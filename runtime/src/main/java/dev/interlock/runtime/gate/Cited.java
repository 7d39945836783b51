package dev.interlock.runtime.gate;

import dev.interlock.kernel.value.Value;
import dev.interlock.kernel.value.ValuePath;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The entries that an answer cites; each is read once. For one answer, on one thread. */
final class Cited {
  private final EntryReader entries;
  private final Map<Long, Optional<Value>> read = new LinkedHashMap<>();

  Cited(EntryReader entries) {
    this.entries = entries;
  }

  /** A value that was looked for, or in words why it was not found. */
  record Found(@Nullable Value value, String problem) {}

  Found at(Figure.Place place) {
    var result = read.computeIfAbsent(place.entry(), entries::result);
    if (result.isEmpty()) return new Found(null, missing(place.entry()));
    var path = ValuePath.parse(place.path());
    if (path.isEmpty()) {
      return new Found(
          null, "'" + place.path() + "' is no path to one value; write it as in $.rows[0].total");
    }
    return path.get()
        .in(result.get())
        .map(value -> new Found(value, ""))
        .orElseGet(() -> new Found(null, "there is nothing in " + place));
  }

  private String missing(long entry) {
    var flaw = entries.flaw(entry);
    return flaw.isEmpty()
        ? "entry " + entry + " holds no tool result; cite the number that stands at a result"
        : "the result in entry " + entry + " proves nothing, it is " + flaw;
  }

  boolean contains(long entry) {
    return read.getOrDefault(entry, Optional.empty()).isPresent();
  }

  /** The results that were read, in the order in which they were cited. */
  Collection<Value> results() {
    return read.values().stream().flatMap(Optional::stream).toList();
  }
}
