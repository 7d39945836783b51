package dev.interlock.cli;

import dev.interlock.cli.screen.Ink;
import dev.interlock.cli.screen.Table;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.Resimulation;
import dev.interlock.runtime.UserError;
import dev.interlock.runtime.agent.PolicyFile;
import dev.interlock.runtime.loop.PolicySimulator.Judged;
import dev.interlock.runtime.loop.PolicySimulator.Said;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "interlock policy",
    description =
        "Judges recorded proposals once more under a changed policy, and lists the decisions that"
            + " would be other ones. Performs nothing, changes nothing.",
    footer = {
      "",
      "Each proposal is judged on the state and the reads that it was judged on, with everything"
          + " but",
      "the policy as it was. What a model would have proposed next, nobody knows.",
      "Exit codes: 0, whether or not a decision flips."
    })
final class PolicyVerb extends Verb {
  private static final int LAST_MAX = 1_000_000;

  @Parameters(index = "0", paramLabel = "simulate", description = "What to do: simulate.")
  @SuppressWarnings("NullAway.Init") // picocli refuses a command line without it
  String what;

  @Option(
      names = "--policy",
      required = true,
      paramLabel = "FILE",
      description = "An agent file, or one that holds policy alone.")
  @SuppressWarnings("NullAway.Init") // picocli refuses a command line without it
  Path policy;

  @Option(names = "--agent", paramLabel = "NAME", description = "Only of the runs of this agent.")
  @Nullable String agent;

  @Option(
      names = "--last",
      paramLabel = "N",
      description = "How many proposals, the last ones (default: 1000).")
  int last = 1_000;

  @Override
  int call() {
    if (!what.equals("simulate")) {
      throw new UserError("'" + what + "' is nothing that can be done", "policy", "simulate");
    }
    if (last < 1 || last > LAST_MAX) {
      throw new UserError("must be 1 to " + LAST_MAX, "--last", "");
    }
    var rules = PolicyFile.read(policy);
    if (blank()) return done(new Resimulation(List.of(), Map.of()));
    try (var interlock = openExisting()) {
      return done(interlock.simulate(rules, Optional.ofNullable(agent), last));
    }
  }

  private int done(Resimulation found) {
    if (json) print(document(found));
    else show(found);
    return Exits.OK;
  }

  private static Value document(Resimulation found) {
    return Value.of(
        Map.of(
            "judged", Value.of(found.judged().size()),
            "flips", Value.of(found.flips().stream().map(PolicyVerb::document).toList()),
            "skipped",
                Value.of(
                    found.skipped().entrySet().stream()
                        .map(one ->
                            Value.of(
                                Map.of(
                                    "run", Value.of(one.getKey().text()),
                                    "why", Value.of(one.getValue()))))
                        .toList())));
  }

  private static Value.Obj document(Judged judged) {
    return Value.of(
        Map.of(
            "run", Value.of(judged.run().text()),
            "entry", Value.of(judged.entry()),
            "call", Value.of(judged.command().toString()),
            "tool", Value.of(judged.tool()),
            "arguments", judged.arguments(),
            "before", document(judged.before()),
            "after", document(judged.after())));
  }

  private static Value.Obj document(Said said) {
    return Value.of(Map.of("word", Value.of(said.word().name()), "why", Value.of(said.why())));
  }

  private void show(Resimulation found) {
    var flips = found.flips();
    screen()
        .line(
            found.judged().size() + " proposals judged once more, " + flips.size() + " would flip",
            Ink.BOLD);
    var table = new Table(60, "RUN", "ENTRY", "TOOL", "WAS", "WOULD BE", "WHY");
    for (var flip : flips) {
      table.row(
          flip.run().text(),
          String.valueOf(flip.entry()),
          flip.tool() + " " + flip.arguments().json(),
          flip.before().word().name(),
          flip.after().word().name(),
          flip.after().why().isEmpty() ? "no longer " + flip.before().why() : flip.after().why());
    }
    if (!flips.isEmpty()) table.print(screen());
    found
        .skipped()
        .forEach((run, why) -> screen().line("Not judged: run " + run.text() + ": " + why));
  }
}
