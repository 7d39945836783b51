package dev.interlock.cli;

import dev.interlock.kernel.run.Request;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "interlock approve",
    description = "Says yes to a held call, exactly as it was shown, and goes on with its run.")
final class ApproveVerb extends DecidingVerb {
  @Parameters(
      index = "0",
      paramLabel = "ID",
      description = "As interlock approvals lists it, RUN:CALL; the beginning of RUN will do.")
  @SuppressWarnings("NullAway.Init") // picocli refuses a command line without it
  String id;

  @Option(
      names = "--edit",
      paramLabel = "JSON",
      description = "Say yes with these arguments instead: all of them, as one JSON object.")
  @Nullable String edit;

  @Override
  int call() {
    var changed = edit == null ? null : Given.object(edit, "--edit");
    try (var interlock = openExistingWatched()) {
      var call = Given.call(interlock, id);
      var state = interlock.run(call.run()).state();
      var digest = requireQuestion(state, call).digest();
      var by = by(state);
      return decide(
          interlock,
          call.run(),
          changed == null
              ? new Request.Approve(call.id(), digest, by)
              : new Request.Edit(call.id(), digest, changed, by));
    }
  }
}
