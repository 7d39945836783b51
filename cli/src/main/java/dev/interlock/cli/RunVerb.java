package dev.interlock.cli;

import dev.interlock.runtime.Agent;
import dev.interlock.runtime.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "interlock run",
    description = "Starts an agent on a goal and follows it to an end or to a wait.",
    footer = {"", "Ctrl-C parks the run; interlock resume RUN goes on with it."})
final class RunVerb extends FollowingVerb {
  private static final int GOAL_BYTES_MAX = 1 << 20;

  @Parameters(index = "0", paramLabel = "AGENT.yaml", description = "The agent file.")
  @SuppressWarnings("NullAway.Init") // picocli refuses a command line without it
  Path file;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "GOAL",
      description = "What to reach; read from standard input if it is piped in.")
  @Nullable String goal;

  @Option(
      names = "--set",
      paramLabel = "k=v",
      description = "Replaces a value of the agent file, as in budget.cost='0.10 USD'.")
  Map<String, String> set = new LinkedHashMap<>();

  @Option(
      names = "--interactive",
      description = "Ask here, at the terminal, when a person must decide.")
  boolean interactive;

  @Override
  int call() {
    if (interactive && !terminal().watched().in()) {
      throw new UserError("standard input is not a terminal", "--interactive", "leave it out");
    }
    var agent = Agent.load(file, set);
    var wanted = requireGoal();
    try (var interlock = openWatched()) {
      var run = interlock.start(agent, wanted, who().principal(agent));
      var status = follow(interlock, run, interactive);
      report(interlock, run);
      return Exits.of(status);
    }
  }

  private String requireGoal() {
    var text = goal != null ? goal : terminal().watched().in() ? "" : piped();
    if (!text.isBlank()) return text.strip();
    throw new UserError("no goal", "GOAL", "interlock run AGENT.yaml 'what to reach'");
  }

  private String piped() {
    try {
      var bytes = terminal().in().readNBytes(GOAL_BYTES_MAX + 1);
      if (bytes.length > GOAL_BYTES_MAX) {
        throw new UserError("larger than " + GOAL_BYTES_MAX + " bytes", "GOAL", "make it shorter");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException gone) {
      throw new UncheckedIOException("standard input cannot be read", gone);
    }
  }
}
