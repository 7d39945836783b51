package dev.interlock.cli;

import dev.interlock.kernel.run.Request;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "interlock postpone",
    description =
        "Says neither yes nor no to a held call: the question stands as long again as a new one"
            + " would, but no longer than its run.")
final class PostponeVerb extends DecidingVerb {
  @Parameters(
      index = "0",
      paramLabel = "ID",
      description = "As interlock approvals lists it, RUN:CALL; the beginning of RUN will do.")
  @SuppressWarnings("NullAway.Init") // picocli refuses a command line without it
  String id;

  @Override
  int call() {
    try (var interlock = openExistingWatched()) {
      var call = Given.call(interlock, id);
      var state = interlock.run(call.run()).state();
      var _ = requireQuestion(state, call);
      return decide(interlock, call.run(), new Request.Postpone(call.id(), by(state)));
    }
  }
}
