package dev.interlock.cli;

import dev.interlock.kernel.run.Request;
import dev.interlock.runtime.UserError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "interlock reject",
    description = "Says no to a held call; the model is told why, and the run goes on.")
final class RejectVerb extends DecidingVerb {
  @Parameters(
      index = "0",
      paramLabel = "ID",
      description = "As interlock approvals lists it, RUN:CALL; the beginning of RUN will do.")
  @SuppressWarnings("NullAway.Init") // picocli refuses a command line without it
  String id;

  @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why not.")
  @SuppressWarnings("NullAway.Init") // picocli refuses a command line without it
  String reason;

  @Override
  int call() {
    if (reason.isBlank()) throw new UserError("blank", "--reason", "say why not");
    try (var interlock = openExistingWatched()) {
      var call = Given.call(interlock, id);
      var state = interlock.run(call.run()).state();
      var _ = requireQuestion(state, call);
      return decide(
          interlock, call.run(), new Request.Reject(call.id(), reason.strip(), by(state)));
    }
  }
}
