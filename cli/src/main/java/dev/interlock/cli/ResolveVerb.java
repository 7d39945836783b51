package dev.interlock.cli;

import dev.interlock.kernel.run.Request;
import dev.interlock.runtime.UserError;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "interlock resolve",
    description =
        "Says what came of a call whose outcome is unknown, or gives the answer in manual review.")
final class ResolveVerb extends DecidingVerb {
  @Parameters(index = "0", paramLabel = "RUN", description = "Its id, or the beginning of it.")
  @SuppressWarnings("NullAway.Init") // picocli refuses a command line without it
  String name;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "CALL",
      description = "The call, as in 1.12.0; none in manual review.")
  @Nullable String call;

  @Option(
      names = "--happened",
      paramLabel = "RESULT_JSON",
      description = "It happened; this is what the tool would have answered.")
  @Nullable String happened;

  @Option(names = "--did-not-happen", description = "It did not happen.")
  boolean didNotHappen;

  @Option(
      names = "--result",
      paramLabel = "JSON",
      description = "Manual review: the answer, in the form of output.schema.")
  @Nullable String result;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Manual review: why, for whoever reads it later.")
  @Nullable String reason;

  @Override
  int call() {
    if (result != null) return settle(result);
    if (reason != null) throw new UserError("goes with --result", "--reason", "");
    if (call == null) {
      throw new UserError(
          "which call?", "", "name it, as in 1.12.0; in manual review give --result JSON");
    }
    return resolve(call);
  }

  /** A person gives the answer that the agent could not. */
  private int settle(String given) {
    if (call != null || happened != null || didNotHappen) {
      throw new UserError("settles a run, not a call", "--result", "leave the call out");
    }
    var answer = Given.json(given, "--result");
    var _ = Given.content(given, "--result");
    try (var interlock = openExistingWatched()) {
      var run = interlock.find(name);
      var by = by(interlock.run(run).state());
      return decide(
          interlock, run, new Request.SettleReview(answer, reason == null ? "" : reason, by));
    }
  }

  private int resolve(String call) {
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
