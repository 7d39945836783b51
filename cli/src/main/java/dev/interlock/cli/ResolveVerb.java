package dev.interlock.cli;

import dev.interlock.kernel.run.Request;
import dev.interlock.runtime.UserError;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "interlock resolve",
    description = "Says what came of a call whose outcome is unknown, and goes on with its run.")
final class ResolveVerb extends DecidingVerb {
  @Parameters(index = "0", paramLabel = "RUN", description = "Its id, or the beginning of it.")
  @SuppressWarnings("NullAway.Init") // picocli refuses a command line without it
  String name;

  @Parameters(index = "1", paramLabel = "CALL", description = "The call, as in 1.12.0.")
  @SuppressWarnings("NullAway.Init") // picocli refuses a command line without it
  String call;

  @Option(
      names = "--happened",
      paramLabel = "RESULT_JSON",
      description = "It happened; this is what the tool would have answered.")
  @Nullable String happened;

  @Option(names = "--did-not-happen", description = "It did not happen.")
  boolean didNotHappen;

  @Override
  int call() {
    if ((happened != null) == didNotHappen) {
      throw new UserError(
          "did it happen or not?", "", "--happened RESULT_JSON or --did-not-happen");
    }
    var result = happened == null ? null : Given.content(happened, "--happened");
    var id = Given.commandId(call);
    try (var interlock = openExistingWatched()) {
      var run = interlock.find(name);
      var state = interlock.run(run).state();
      return decide(interlock, run, new Request.Resolve(id, result, by(state)));
    }
  }
}
