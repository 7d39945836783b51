package dev.interlock.cli;

import dev.interlock.cli.screen.AtWorstText;
import dev.interlock.cli.screen.Table;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.Agent;
import dev.interlock.runtime.UserError;
import dev.interlock.runtime.agent.AtWorst;
import dev.interlock.runtime.agent.Finding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "interlock check",
    description = "Reviews an agent file without running it, and tells what its defaults are.",
    footer = {"", "Exit codes: 0 it can be run, 2 it cannot."})
final class CheckVerb extends Verb {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "AGENT.yaml",
      description = "The agent file.")
  @Nullable Path file;

  @Option(names = "--set", paramLabel = "k=v", description = "Replaces a value of the agent file.")
  Map<String, String> set = new LinkedHashMap<>();

  @Option(
      names = "--accept-tools",
      description = "Start the tools and accept what they say of themselves now.")
  boolean acceptTools;

  @Option(
      names = "--tools",
      description = "Start the tools and tell which have changed since the agent was last run.")
  boolean tools;

  @Option(
      names = "--schema",
      description = "Print the JSON Schema of agent files, for editors, instead.")
  boolean schema;

  @Override
  int call() {
    if (schema) {
      terminal().out().print(Agent.schema());
      terminal().out().flush();
      return Exits.OK;
    }
    if (file == null) throw new UserError("which file?", "AGENT.yaml", "or --schema");
    return check(file);
  }

  private int check(Path file) {
    var findings = new ArrayList<>(Agent.check(file, set));
    var broken = findings.stream().anyMatch(one -> severity(one).equals("error"));
    var accepted = acceptTools && !broken;
    if (accepted || (tools && !broken)) {
      var agent = Agent.load(file, set);
      try (var interlock = open()) {
        findings.addAll(accepted ? interlock.accept(agent) : interlock.drift(agent));
      }
    }
    var worst = Agent.atWorst(file, set);
    if (json) print(document(file, findings, accepted, worst));
    else show(file, findings, accepted, worst);
    return broken ? Exits.WRONG_USAGE : Exits.OK;
  }

  private void show(Path file, List<Finding> findings, boolean accepted, Optional<AtWorst> worst) {
    var table = new Table(40, "SEVERITY", "WHERE", "WHAT");
    findings.forEach(one -> table.row(severity(one), one.where(), words(one)));
    table.print(screen());
    if (accepted) screen().line("The tools are accepted as they are now.");
    worst.map(AtWorstText::of).orElseGet(List::of).forEach(line -> screen().line(line));
    screen().line(worst.isEmpty() ? file + " cannot be run." : file + " can be run.");
  }

  private static Value document(
      Path file, List<Finding> findings, boolean accepted, Optional<AtWorst> worst) {
    return Value.of(
        Map.of(
            "file", Value.of(file.toString()),
            "ok", Value.of(worst.isPresent()),
            "toolsAccepted", Value.of(accepted),
            "atWorst", worst.<Value>map(AtWorstText::json).orElse(Value.Null.NULL),
            "findings", Value.of(findings.stream().map(CheckVerb::document).toList())));
  }

  private static Value.Obj document(Finding finding) {
    return Value.of(
        Map.of(
            "severity", Value.of(severity(finding)),
            "where", Value.of(finding.where()),
            "text", Value.of(finding.text()),
            "hint", Value.of(finding.hint())));
  }

  private static String words(Finding finding) {
    return finding.hint().isEmpty() ? finding.text() : finding.text() + " (" + finding.hint() + ")";
  }

  private static String severity(Finding finding) {
    return finding.severity().name().toLowerCase(Locale.ROOT);
  }
}
