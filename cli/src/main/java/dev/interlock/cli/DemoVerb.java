package dev.interlock.cli;

import dev.interlock.examples.incidentdesk.demo.Demo;
import dev.interlock.examples.incidentdesk.demo.DemoOptions;
import dev.interlock.runtime.UserError;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "interlock demo",
    description = {
      "Fills a real local database, runs the incident desk on it and shows each step, the answer"
          + " with",
      "its evidence, what it cost, and where to look next. Needs no key and no network."
    })
final class DemoVerb extends Verb {
  @Option(
      names = "--model",
      paramLabel = "PROVIDER/MODEL",
      description = "Let a real model propose instead of the script.")
  @Nullable String model;

  @Option(names = "--seed", paramLabel = "N", description = "Another world (default: 1).")
  long seed = 1;

  @Option(
      names = "--interactive",
      description = "Ask here what a person must decide, as is done on a terminal.")
  boolean interactive;

  @Override
  int call() {
    if (interactive && !terminal().watched().in()) {
      throw new UserError("standard input is not a terminal", "--interactive", "leave it out");
    }
    var asked = terminal().watched().in() && !json;
    var options = new DemoOptions(data, Optional.ofNullable(model), seed, interactive || asked);
    var result = Demo.run(options, json ? terminal().err() : terminal().out(), terminal().in());
    if (json) {
      try (var interlock = open()) {
        print(Journals.view(interlock, result.run()).json());
      }
    }
    return Exits.of(result.status());
  }
}
