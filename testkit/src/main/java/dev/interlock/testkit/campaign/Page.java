package dev.interlock.testkit.campaign;

import dev.interlock.testkit.sim.Drawable;
import dev.interlock.testkit.sim.Invariant;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The page on which a campaign's last result stands. */
final class Page {
  private final Result result;
  private final StringBuilder text = new StringBuilder();

  private Page(Result result) {
    this.result = result;
  }

  static String of(Result result) {
    var page = new Page(result);
    page.head();
    page.numbers();
    page.endings();
    page.invariants();
    page.coverage();
    return page.text.toString();
  }

  private void head() {
    var violation = result.violation();
    var from = result.reached().from();
    var settled = result.reached().tally().seeds();
    var seeds = violation == null ? settled : violation.seed() + 1 - from;
    text.append(
        """
        # Simulation at size

        This page is written by the run that it tells of; nobody edits it. The simulator draws a hostile world from each seed and
        runs one agent in it, on the real kernel, gates, loop and codec. After every entry and at every deed it asserts each invariant
        below. The same seed tells the same story on every machine.

        ```
        mvn -q -pl testkit -am -Psimulate process-classes -Dinterlock.seeds=%d -Dinterlock.from=%d
        ```

        runs these seeds again and writes this page anew.

        %s

        """
            .formatted(seeds, from, verdict(settled)));
  }

  private String verdict(long settled) {
    var violation = result.violation();
    return violation == null
        ? "**Every invariant held in all " + number(settled) + " worlds.**"
        : "**Stopped at the first violation: seed "
            + violation.seed()
            + ", "
            + inOneLine(violation.what())
            + ".** What is counted below are the seeds before it.";
  }

  private void numbers() {
    var reached = result.reached();
    var tally = reached.tally();
    table("what", "how much");
    row("seeds", number(tally.seeds()) + " from seed " + reached.from());
    row("entries journaled and checked", number(tally.entries()));
    row("effects in the worlds", number(tally.effects()));
    row("time", inWords(reached.took()));
    row(
        "rate",
        String.format(
            Locale.ROOT, "%.0f worlds per second", Result.rate(tally.seeds(), reached.took())));
    row("cores", result.cores() + ", " + result.lanes() + " worlds side by side");
    row("code", "`" + reached.code() + "` (digest of the compiled kernel, runtime and simulator)");
    row("never drawn", never());
  }

  private String never() {
    var coverage = result.reached().tally().coverage();
    var never =
        Drawable.everything().stream()
            .flatMap(Drawable::names)
            .filter(name -> coverage.of(name) == 0)
            .map(name -> "`" + name + "`")
            .collect(Collectors.joining(", "));
    return never.isEmpty() ? "nothing of what can be drawn" : never;
  }

  private void endings() {
    section("How the runs ended");
    table("status", "runs");
    result
        .reached()
        .tally()
        .statuses()
        .forEach((status, runs) -> row(status.toString(), number(runs)));
  }

  private void invariants() {
    section("What holds in every world");
    table("invariant", "sentence");
    for (var invariant : Invariant.values()) row("`" + invariant + "`", invariant.sentence());
  }

  /** Everything that can be drawn, and whatever else was counted. */
  private void coverage() {
    var counted = new TreeSet<>(result.reached().tally().coverage().all().keySet());
    for (var group : Drawable.everything()) {
      var names = group.names().toList();
      counts(group.title(), names);
      names.forEach(counted::remove);
    }
    if (!counted.isEmpty()) counts("What else was counted", counted);
  }

  private void counts(String title, Collection<String> names) {
    section(title);
    table("what", "times");
    var coverage = result.reached().tally().coverage();
    for (var name : names) {
      var times = coverage.of(name);
      row(name, times == 0 ? "**never drawn**" : number(times));
    }
  }

  private void section(String title) {
    text.append("\n## ").append(title).append("\n\n");
  }

  private void table(String... columns) {
    row(columns);
    row(Arrays.stream(columns).map(_ -> "---").toArray(String[]::new));
  }

  private void row(String... cells) {
    text.append("| ").append(String.join(" | ", List.of(cells))).append(" |\n");
  }

  private static String inOneLine(String what) {
    return what.lines().collect(Collectors.joining(" ")).replace("|", "\\|");
  }

  private static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private static String inWords(Duration took) {
    return took.toHours() + " h " + took.toMinutesPart() + " min " + took.toSecondsPart() + " s";
  }
}
