package dev.interlock.cli;

import dev.interlock.kernel.run.Ending;
import dev.interlock.kernel.run.Request;
import dev.interlock.kernel.run.RunState;
import dev.interlock.kernel.run.Status;
import dev.interlock.runtime.Interlock;
import dev.interlock.runtime.Run;
import dev.interlock.runtime.UserError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "interlock cancel",
    description =
        "Ends a run as CANCELLED, once every effect under way is accounted for. What has not begun"
            + " is dropped; what nobody knows the outcome of stays named until somebody does.")
final class CancelVerb extends FollowingVerb {
  @Parameters(index = "0", paramLabel = "RUN", description = "Its id, or the beginning of it.")
  @SuppressWarnings("NullAway.Init") // picocli refuses a command line without it
  String name;

  @Override
  int call() {
    try (var interlock = openExistingWatched()) {
      var run = interlock.run(interlock.find(name));
      var state = run.state();
      if (state.over() && state.status() != Status.CANCELLED) {
        throw new UserError("the run has ended; it is " + state.status(), run.id().text(), "");
      }
      if (!isCancelled(state)) cancel(interlock, run, state);
      var status = follow(interlock, run, false);
      report(interlock, run);
      return Exits.of(status);
    }
  }

  private void cancel(Interlock interlock, Run run, RunState state) {
    var by = who().principal(state.mandate().charter());
    var answer = interlock.ask(run.id(), new Request.Cancel(by));
    if (answer.done() || answer.equals(Interlock.Answer.LATER)) return;
    if (isCancelled(run.state())) return; // somebody else was quicker
    throw new UserError(answer.reason(), run.id().text(), "");
  }

  private static boolean isCancelled(RunState state) {
    return state.status() == Status.CANCELLED
        || state.course().intended().filter(Ending.Cancelled.class::isInstance).isPresent();
  }
}
