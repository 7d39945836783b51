package dev.interlock.cli;

import dev.interlock.kernel.run.Effects.Undoing;
import dev.interlock.kernel.run.RunState;
import dev.interlock.runtime.Interlock;
import dev.interlock.runtime.Run;
import dev.interlock.runtime.UserError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "interlock rollback",
    description =
        "Undoes what a run has done, the last effect first, by the compensations of its tools, and"
            + " ends it as ROLLED_BACK. A run that goes on is cancelled first; one that has ended"
            + " is taken up again for this alone. ESCALATED if an effect is left that could not be"
            + " undone: the reason names it, and once that is mended the same command goes on.")
final class RollbackVerb extends FollowingVerb {
  @Parameters(index = "0", paramLabel = "RUN", description = "Its id, or the beginning of it.")
  @SuppressWarnings("NullAway.Init") // picocli refuses a command line without it
  String name;

  @Override
  int call() {
    try (var interlock = openExistingWatched()) {
      var run = interlock.run(interlock.find(name));
      var state = run.state();
      if (isRollingBack(state)) {
        var _ = interlock.resume(run.id());
      } else {
        rollBack(interlock, run, state);
      }
      var status = follow(interlock, run, false);
      report(interlock, run);
      return Exits.of(status);
    }
  }

  private void rollBack(Interlock interlock, Run run, RunState state) {
    var by = who().principal(state.mandate().charter());
    var answer = interlock.rollback(run.id(), by);
    if (answer.done() || answer.equals(Interlock.Answer.LATER)) return;
    if (isRollingBack(run.state())) return; // somebody else was quicker
    throw new UserError(answer.reason(), run.id().text(), "");
  }

  private static boolean isRollingBack(RunState state) {
    return state.effects().undoing() instanceof Undoing.Going;
  }
}
