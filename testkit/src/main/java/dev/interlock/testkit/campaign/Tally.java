package dev.interlock.testkit.campaign;

import dev.interlock.kernel.run.Status;
import dev.interlock.testkit.sim.Coverage;
import dev.interlock.testkit.sim.Report;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** What came of many worlds in which every invariant held. Not thread-safe. */
final class Tally {
  private final Map<Status, Long> statuses = new TreeMap<>();
  private final Coverage coverage = new Coverage();
  private long seeds;
  private long entries;
  private long effects;

  Tally() {}

  /** What was counted before. */
  Tally(long seeds, long entries, long effects, Map<Status, Long> statuses, Coverage coverage) {
    this.seeds = seeds;
    this.entries = entries;
    this.effects = effects;
    this.statuses.putAll(statuses);
    this.coverage.add(coverage);
  }

  void add(Report report) {
    seeds++;
    entries += report.entries();
    effects += report.effects();
    statuses.merge(report.status(), 1L, Long::sum);
    coverage.add(report.coverage());
  }

  void add(Tally other) {
    seeds += other.seeds;
    entries += other.entries;
    effects += other.effects;
    other.statuses.forEach((status, count) -> statuses.merge(status, count, Long::sum));
    coverage.add(other.coverage);
  }

  Tally copy() {
    return new Tally(seeds, entries, effects, statuses, coverage);
  }

  long seeds() {
    return seeds;
  }

  /** How many entries the journals hold together. */
  long entries() {
    return entries;
  }

  /** How many effects the worlds have seen together. */
  long effects() {
    return effects;
  }

  /** How many runs ended in which status. */
  Map<Status, Long> statuses() {
    return Collections.unmodifiableMap(statuses);
  }

  Coverage coverage() {
    return coverage;
  }
}
