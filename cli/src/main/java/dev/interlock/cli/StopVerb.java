package dev.interlock.cli;

import dev.interlock.cli.screen.Table;
import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.run.Status;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.UserError;
import dev.interlock.runtime.loop.Standings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "interlock stop",
    description =
        "Throws a durable kill switch: from now on nothing that it concerns is permitted or begun,"
            + " in any process. Runs become PAUSED until it is released with interlock allow; what"
            + " has begun is waited for.",
    footer = {
      "",
      "With --final the runs end, as STOPPED. Runs that begin later are stopped too.",
      "With --compensate they end too, and what they have done is undone, the last effect first."
    })
final class StopVerb extends Verb {
  /** How long the runs are watched; the switch holds before that, and after. */
  private static final Duration WATCHED = Duration.ofSeconds(10);

  @ArgGroup(multiplicity = "1")
  @SuppressWarnings("NullAway.Init") // picocli refuses a command line without it
  Target target;

  @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
  @SuppressWarnings("NullAway.Init") // picocli refuses a command line without it
  String reason;

  @Option(names = "--final", description = "End the runs instead of pausing them.")
  boolean last;

  @Option(
      names = "--compensate",
      description = "End the runs and undo what they have done, as far as it can be undone.")
  boolean undo;

  @Override
  int call() {
    if (reason.isBlank()) throw new UserError("blank", "--reason", "say why");
    try (var interlock = openExisting()) {
      var named = target.named(interlock);
      var scope = Standings.scope(named.kind(), named.name());
      var by = who().principal();
      var switches = interlock.switches();
      var runs =
          undo
              ? switches.stopAndUndo(named.kind(), named.name(), reason.strip(), by)
              : switches.stop(named.kind(), named.name(), reason.strip(), by, last);
      var statuses = new TreeMap<String, Status>();
      runs.forEach(run -> statuses.put(run.text(), interlock.run(run).await(WATCHED).status()));
      if (json) print(document(scope, statuses));
      else show(scope, runs, statuses);
    }
    return Exits.OK;
  }

  private Value document(String scope, Map<String, Status> statuses) {
    return Value.of(
        Map.of(
            "scope", Value.of(scope),
            "final", Value.of(last || undo),
            "compensate", Value.of(undo),
            "runs", Value.of(statuses.entrySet().stream().map(StopVerb::document).toList())));
  }

  private static Value document(Map.Entry<String, Status> run) {
    return Value.of(
        Map.of("run", Value.of(run.getKey()), "status", Value.of(run.getValue().name())));
  }

  private void show(String scope, List<RunId> runs, Map<String, Status> statuses) {
    screen().line("The switch on " + scope + " is thrown.");
    if (runs.isEmpty()) screen().line("It concerns no run that has not ended.");
    var table = new Table(30, "RUN", "STATUS");
    statuses.forEach((run, status) -> table.row(run, status.name()));
    if (!runs.isEmpty()) table.print(screen());
    if (statuses.containsValue(Status.RUNNING)) {
      screen().line("RUNNING: a call that had begun is waited for; nothing new begins.");
    }
  }
}
