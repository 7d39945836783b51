package dev.interlock.cli;

import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.Interlock;
import dev.interlock.runtime.Run;
import dev.interlock.runtime.loop.Standings;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;

@Command(
    name = "interlock allow",
    description =
        "Releases a kill switch, and goes on with the runs that it had stopped and that no other"
            + " switch concerns.")
final class AllowVerb extends FollowingVerb {
  @ArgGroup(multiplicity = "1")
  @SuppressWarnings("NullAway.Init") // picocli refuses a command line without it
  Target target;

  @Override
  int call() {
    try (var interlock = openExistingWatched()) {
      var named = target.named(interlock);
      var runs =
          interlock.switches().allow(named.kind(), named.name(), who().principal()).stream()
              .map(interlock::run)
              .toList();
      var code = Exits.OK;
      for (var status : follow(interlock, runs, false)) code = Math.max(code, Exits.of(status));
      report(interlock, Standings.scope(named.kind(), named.name()), runs);
      return code;
    }
  }

  private void report(Interlock interlock, String scope, List<Run> runs) {
    if (json) {
      var documents = runs.stream().map(run -> Journals.view(interlock, run.id()).json()).toList();
      print(Value.of(Map.of("scope", Value.of(scope), "runs", Value.of(documents))));
      return;
    }
    screen().line("The switch on " + scope + " is released.");
    runs.forEach(run -> report(interlock, run));
  }
}
