package dev.interlock.benchmarks.run;

import static dev.interlock.benchmarks.run.Table.number;
import static dev.interlock.benchmarks.run.Table.times;

import dev.interlock.benchmarks.jmh.Parts;
import java.util.List;

/** Has everything measured and puts it into one table. */
final class Report {
  private static final String INTERLOCK = "Interlock";
  private static final String FILE_SAVER = "LangGraph4j, file saver";
  private static final List<String> OTHERS =
      List.of("LangChain4j", "Spring AI", "LangGraph4j", "LangGraph4j, memory saver", FILE_SAVER);

  private final Forks forks;
  private final Table table = new Table("what", "measured", "compared", "aim");

  Report(Forks forks) {
    this.forks = forks;
  }

  Table table() {
    peers();
    lengths();
    concurrency();
    parked();
    parts();
    return table;
  }

  /** One run after the other, 50 steps each, the whole conversation shown at each step. */
  private void peers() {
    var bare = sequential("bare loop", 50);
    table.row("bare loop, N = 50: CPU per step", number(bare.cpu(), "us"), "1 x (the floor)", "");
    var fileSaver = Double.NaN;
    for (var peer : OTHERS) {
      var found = sequential(peer, 50);
      if (peer.equals(FILE_SAVER)) fileSaver = found.cpu();
      table.row(
          peer + ", N = 50: CPU per step",
          number(found.cpu(), "us"),
          times(found.cpu(), bare.cpu()) + " the floor",
          "");
    }
    var interlock = sequential(INTERLOCK, 50);
    table.row(
        INTERLOCK + ", N = 50: CPU per step, governed and durable",
        number(interlock.cpu(), "us"),
        times(interlock.cpu(), bare.cpu()) + " the floor",
        "");
    table.row(
        INTERLOCK + " beside LangGraph4j's file saver, N = 50",
        times(fileSaver, interlock.cpu()) + " less CPU",
        "",
        ">= 20 x");
  }

  /** What a step costs in longer runs. */
  private void lengths() {
    var hundred = sequential(INTERLOCK, 100);
    for (var steps : List.of(10, 100, 1_000, 10_000)) {
      var found = steps == 100 ? hundred : sequential(INTERLOCK, steps);
      table.row(
          INTERLOCK + ", N = " + number(steps).replace(".0", "") + ": CPU per step",
          number(found.cpu(), "us"),
          times(found.cpu(), hundred.cpu()) + " N = 100",
          steps == 10_000 ? "<= 1.2 x" : "");
      if (steps != 1_000) continue;
      table.row("stored per step, N = 1,000", number(found.get("stored"), "bytes"), "", "<= 1,500");
      table.row("allocated per step, N = 1,000", number(found.get("allocated"), "bytes"), "", "");
      table.row("shown to the model per step", number(found.get("sent"), "bytes"), "", "");
    }
  }

  private void concurrency() {
    for (var runs : List.of(1, 16, 200, 2_000)) {
      var steps = runs == 2_000 ? 25 : 100; // so that the last of them end soon
      var found = forks.measure("concurrent", "runs=" + runs, "steps=" + steps);
      var at = INTERLOCK + ", " + number(runs).replace(".00", "").replace(".0", "") + " at once: ";
      var isAim = runs == 200;
      table.row(at + "CPU per step", number(found.cpu(), "us"), "", isAim ? "<= 60 us" : "");
      table.row(
          at + "durable steps",
          number(found.get("steps-per-s"), "/s"),
          number(found.get("steps-per-commit")) + " per commit",
          isAim ? ">= 8,000 /s" : "");
      table.row(
          at + "a step takes",
          "p50 " + number(found.get("p50-us") / 1e3, "ms"),
          "p99 " + number(found.get("p99-us") / 1e3, "ms"),
          "");
      if (isAim) alone(found);
    }
  }

  /** SQLite with as many appends in each commit as Interlock had. */
  private void alone(Measured interlock) {
    var group = Math.max(1, Math.round(2 * interlock.get("steps-per-commit")));
    var alone = forks.measure("sqlite", "steps=100", "group=" + group);
    table.row(
        "SQLite alone, the same rows and commits: CPU per step",
        number(alone.cpu(), "us"),
        INTERLOCK + " " + times(interlock.cpu(), alone.cpu()),
        "<= 3 x");
    table.row(
        "SQLite alone, the same rows and commits: durable steps",
        number(alone.get("steps-per-s"), "/s"),
        INTERLOCK + " " + times(interlock.get("steps-per-s"), alone.get("steps-per-s")),
        "");
  }

  private void parked() {
    var parked = forks.measure("parked", "runs=10000");
    table.row("10,000 parked: heap of each", number(parked.get("heap"), "bytes"), "", "<= 1,024");
    table.row("10,000 parked: idle CPU", number(parked.get("idle-cpu-percent"), "%"), "", "");
    table.row(
        "to start a run and park it: CPU", number(parked.get("cpu-us-to-park"), "us"), "", "");
    var approved = forks.measure("approved", "steps=20");
    table.row(
        "a run that parks at every step: CPU per step, approval and all",
        number(approved.cpu(), "us"),
        number(approved.get("wall-us") / 1e3, "ms") + " wall",
        "");
    var resumed = forks.measure("resumed", "steps=1000", "runs=16");
    table.row(
        "resume of a run of 1,000 steps, from its snapshot",
        number(resumed.get("snapshot-ms"), "ms"),
        "",
        "<= 50 ms");
    table.row(
        "resume of a run of 1,000 steps, without a snapshot",
        number(resumed.get("replay-ms"), "ms"),
        "",
        "");
  }

  /** The parts of a step under JMH, wall clock on one thread. */
  private void parts() {
    System.err.println("measuring: JMH");
    var micros = Parts.micros(forks.count());
    for (var part : List.of("step", "judge", "brief", "encode", "append", "replay")) {
      table.row("JMH " + part, number(micros.getOrDefault(part, Double.NaN), "us"), "", "");
    }
  }

  private Measured sequential(String peer, int steps) {
    return forks.measure("sequential", "peer=" + peer, "steps=" + steps);
  }
}
