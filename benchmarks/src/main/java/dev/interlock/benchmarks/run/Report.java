package dev.interlock.benchmarks.run;

import static dev.interlock.benchmarks.run.Table.number;
import static dev.interlock.benchmarks.run.Table.times;

import java.util.Map;

/** Has everything measured and puts it into one table. */
final class Report {
  private final Forks forks;
  private final Table table = new Table("what", "measured", "compared", "aim");

  Report(Forks forks) {
    this.forks = forks;
  }

  Table table() {
    var group = concurrency();
    var bare = sequential("bare loop", 50);
    table.row("bare loop: CPU per step, N = 50", micros(bare), "the floor", "");
    var interlock = sequential("Interlock", 50);
    table.row(
        "Interlock: CPU per step, N = 50", micros(interlock), times(cpu(interlock), cpu(bare)), "");
    var _ = group;
    return table;
  }

  private double concurrency() {
    var many = forks.measure("concurrent", "runs=200", "steps=100");
    var group = Math.max(1, Math.round(many.getOrDefault("steps-per-commit", 1.0)));
    var alone = forks.measure("sqlite", "steps=100", "group=" + group);
    table.row("Interlock, 200 runs: CPU per step", micros(many), "", "60 us");
    table.row(
        "Interlock, 200 runs: durable steps/s",
        number(many.getOrDefault("steps-per-s", 0.0)),
        "",
        "8,000");
    table.row(
        "SQLite alone, same rows and commits: CPU per step",
        micros(alone),
        "Interlock " + times(cpu(many), cpu(alone)),
        "3 x");
    return group;
  }

  private Map<String, Double> sequential(String peer, int steps) {
    return forks.measure("sequential", "peer=" + peer, "steps=" + steps);
  }

  private static double cpu(Map<String, Double> found) {
    return found.getOrDefault("cpu-us", Double.NaN);
  }

  private static String micros(Map<String, Double> found) {
    return number(cpu(found), "us");
  }
}
