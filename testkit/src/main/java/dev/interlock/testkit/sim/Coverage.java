package dev.interlock.testkit.sim;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts what happened, so that a world in which something never happens is noticed. */
public final class Coverage {
  private final Map<String, Long> counts = new TreeMap<>();

  /** Returns what was counted before. */
  public static Coverage of(Map<String, Long> counts) {
    var coverage = new Coverage();
    coverage.counts.putAll(counts);
    return coverage;
  }

  void count(String what) {
    counts.merge(what, 1L, Long::sum);
  }

  /** Adds what another simulation has counted. */
  public void add(Coverage other) {
    other.counts.forEach((what, count) -> counts.merge(what, count, Long::sum));
  }

  /** Returns how often something happened. */
  public long of(String what) {
    return counts.getOrDefault(what, 0L);
  }

  /** Returns what of this never happened. */
  public List<String> missing(List<String> expected) {
    return expected.stream().filter(what -> of(what) == 0).toList();
  }

  @Override
  public String toString() {
    return new TreeMap<>(counts).toString();
  }

  /** Returns all counts by name. */
  public Map<String, Long> all() {
    return Map.copyOf(counts);
  }
}
