package dev.interlock.cli;

import dev.interlock.cli.screen.Ink;
import dev.interlock.cli.screen.Table;
import dev.interlock.kernel.failure.Leaf;
import dev.interlock.kernel.run.Status;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.UserError;
import dev.interlock.runtime.journal.RunIndex;
import dev.interlock.runtime.journal.RunSummary;
import dev.interlock.runtime.journal.Switchboard.Thrown;
import dev.interlock.runtime.loop.Standings;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "interlock runs", description = "Lists runs, newest first, page by page.")
final class RunsVerb extends Verb {
  private static final int PAGE_MAX = 1_000;

  @Option(names = "--status", paramLabel = "S", description = "Only those, as in WAITING_APPROVAL.")
  @Nullable Status status;

  @Option(
      names = "--failure",
      paramLabel = "LEAF",
      description = "Only with this failure, as in TOL-1.")
  @Nullable String failure;

  @Option(names = "--limit", paramLabel = "N", description = "How many at once (default: 20).")
  int limit = 20;

  @Option(names = "--after", paramLabel = "RUN", description = "The last run of the page before.")
  @Nullable String after;

  @Override
  int call() {
    if (limit < 1 || limit > PAGE_MAX) {
      throw new UserError("must be 1 to " + PAGE_MAX, "--limit", "");
    }
    var leaf = failure == null ? null : Given.leaf(failure, "--failure");
    if (blank()) {
      if (json) print(document(List.of(), null, List.of()));
      else show(List.of(), null, List.of());
      return Exits.OK;
    }
    try (var interlock = openExisting()) {
      var from = after == null ? null : interlock.find(after);
      var found = interlock.runs(new RunIndex.Query(status, leaf, false, from, limit + 1));
      var page = found.subList(0, Math.min(limit, found.size()));
      var next = found.size() > limit ? page.getLast().run().text() : null;
      var thrown = interlock.switches().board().thrown();
      if (json) print(document(page, next, thrown));
      else show(page, next, thrown);
    }
    return Exits.OK;
  }

  private static Value document(List<RunSummary> page, @Nullable String next, List<Thrown> thrown) {
    return Value.of(
        Map.of(
            "runs",
            Value.of(page.stream().map(RunsVerb::document).toList()),
            "next",
            next == null ? Value.Null.NULL : Value.of(next),
            "switches",
            Value.of(thrown.stream().map(RunsVerb::document).toList())));
  }

  private static Value.Obj document(RunSummary run) {
    var wakeAt = run.wakeAt();
    return Value.of(
        Map.of(
            "run", Value.of(run.run().text()),
            "agent", Value.of(run.agent()),
            "status", Value.of(run.status().name()),
            "startedAt", Value.of(run.startedAt().toString()),
            "wakeAt", wakeAt == null ? Value.Null.NULL : Value.of(wakeAt.toString()),
            "failures", Value.of(run.leaves().stream().map(leaf -> Value.of(leaf.id())).toList())));
  }

  private static Value.Obj document(Thrown thrown) {
    return Value.of(
        Map.of(
            "scope", Value.of(Standings.scope(thrown.kind(), thrown.name())),
            "reason", Value.of(thrown.reason()),
            "by", Value.of(thrown.by().by()),
            "operatingSystemUser", Value.of(thrown.by().operatingSystemUser()),
            "since", Value.of(thrown.by().at().toString()),
            "final", Value.of(thrown.last())));
  }

  private void show(List<RunSummary> page, @Nullable String next, List<Thrown> thrown) {
    var table = new Table(30, "RUN", "STATUS", "AGENT", "STARTED", "FAILURES");
    for (var run : page) {
      table.row(
          run.run().text(),
          run.status().name(),
          run.agent(),
          run.startedAt().truncatedTo(ChronoUnit.SECONDS).toString(),
          run.leaves().stream().map(Leaf::id).collect(Collectors.joining(" ")));
    }
    if (page.isEmpty()) screen().line("No runs.");
    table.print(screen());
    if (!thrown.isEmpty()) show(thrown);
    if (next != null) screen().line("More: " + invocation().of("runs", "--after", next));
  }

  private void show(List<Thrown> thrown) {
    screen().line("Stopped", Ink.BOLD);
    var table = new Table(40, "SWITCH", "BY", "ACCOUNT", "SINCE", "FINAL", "REASON");
    for (var one : thrown) {
      table.row(
          Standings.scope(one.kind(), one.name()),
          one.by().by(),
          one.by().operatingSystemUser(),
          one.by().at().truncatedTo(ChronoUnit.SECONDS).toString(),
          one.last() ? "yes" : "no",
          one.reason());
    }
    table.print(screen());
  }
}
