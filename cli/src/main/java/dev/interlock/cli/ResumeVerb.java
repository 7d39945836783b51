package dev.interlock.cli;

import dev.interlock.kernel.run.Request;
import dev.interlock.kernel.run.Status;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.Interlock;
import dev.interlock.runtime.Run;
import dev.interlock.runtime.UserError;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "interlock resume",
    description =
        "Takes up what a dead process left: all runs, or one. One that is paused goes on.")
final class ResumeVerb extends FollowingVerb {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "RUN",
      description = "Its id, or the beginning of it; without it, every run.")
  @Nullable String name;

  @Option(
      names = "--take-over",
      description = "Take the run from a process that seems to drive it but stands still.")
  boolean takeOver;

  @Option(
      names = "--interactive",
      description = "Ask here, at the terminal, when a person must decide.")
  boolean interactive;

  @Override
  int call() {
    if (takeOver && name == null) {
      throw new UserError("which run?", "--take-over", "interlock resume RUN --take-over");
    }
    if (interactive && !terminal().watched().in()) {
      throw new UserError("standard input is not a terminal", "--interactive", "leave it out");
    }
    if (name == null && blank()) return nothing();
    try (var interlock = openExistingWatched()) {
      return name == null ? all(interlock) : one(interlock, name);
    }
  }

  private int one(Interlock interlock, String wanted) {
    var run = interlock.run(interlock.find(wanted));
    var status = run.state().status();
    if (!status.ended()) {
      run = taken(interlock, run, status);
      status = follow(interlock, run, interactive);
    }
    report(interlock, run);
    return Exits.of(status);
  }

  private Run taken(Interlock interlock, Run run, Status status) {
    if (takeOver) run = interlock.takeOver(run.id());
    if (status == Status.PAUSED && !interlock.switches().isReleased(run.id())) {
      var answer = interlock.ask(run.id(), new Request.Continue(who().name()));
      if (!answer.done()) throw new UserError(answer.reason(), run.id().text(), "");
      return run;
    }
    var id = run.id();
    return takeOver ? run : interlock.resume(id).orElseThrow(() -> driven(id.text()));
  }

  private int nothing() {
    if (json) print(Value.of(Map.of("runs", Value.of(List.of()))));
    else screen().line("Nothing to take up.");
    return Exits.OK;
  }

  private int all(Interlock interlock) {
    var runs = interlock.resume();
    var code = Exits.OK;
    for (var status : follow(interlock, runs, interactive)) code = Math.max(code, Exits.of(status));
    if (json) {
      var documents = runs.stream().map(run -> Journals.view(interlock, run.id()).json()).toList();
      print(Value.of(Map.of("runs", Value.of(documents))));
    } else {
      report(interlock, runs);
    }
    return code;
  }

  private void report(Interlock interlock, List<Run> runs) {
    if (runs.isEmpty()) screen().line("Nothing to take up.");
    for (var run : runs) report(interlock, run);
  }

  private UserError driven(String run) {
    return new UserError(
        "a living process drives this run",
        run,
        "if it stands still: " + invocation().of("resume", run, "--take-over"));
  }
}
