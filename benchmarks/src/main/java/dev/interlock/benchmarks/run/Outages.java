package dev.interlock.benchmarks.run;

import static dev.interlock.benchmarks.run.Table.number;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What an outage of one tool does to it and to its callers, as one table. */
final class Outages {
  private static final List<String> CALLERS =
      List.of("Interlock", "LangChain4j", "loop with retries");

  private final Forks forks = new Forks(1, List.of());
  private final Duration outage;
  private final List<Integer> runs;
  private final Table table =
      new Table(
          "who, how many runs at once",
          "calls/min in the outage",
          "of one step at most",
          "busiest second in it",
          "after it",
          "completed",
          "all done after",
          "CPU in the outage",
          "CPU in all");

  /**
   * @param outage how long the service is out of order
   * @param runs how many at once, of each caller, one after the other
   */
  Outages(Duration outage, List<Integer> runs) {
    this.outage = outage;
    this.runs = List.copyOf(runs);
  }

  Table table() {
    for (var atOnce : runs) {
      for (var caller : CALLERS) row(caller, atOnce);
    }
    return table;
  }

  private void row(String caller, int atOnce) {
    var found = OutOfOrder.fork(forks, caller, atOnce, outage);
    var minutes = outage.toMillis() / 60_000.0;
    table.row(
        caller + ", " + whole(atOnce),
        whole(found.get("calls-in-outage") / minutes),
        whole(found.get("calls-of-a-step")),
        whole(found.get("second-in-outage")),
        whole(found.get("second-after")),
        whole(found.get("completed")),
        number(found.get("seconds-after"), "s"),
        number(found.get("cpu-in-outage-s"), "s"),
        number(found.get("cpu-s"), "s"));
  }

  private static String whole(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }
}
