package dev.interlock.cli;

import dev.interlock.runtime.Interlock;
import dev.interlock.runtime.UserError;
import dev.interlock.runtime.journal.Switchboard.Kind;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a kill switch is on, as it is typed. One of them, as picocli sees to. */
final class Target {
  @Option(
      names = "--run",
      required = true,
      paramLabel = "R",
      description = "One run: its id, or the beginning of it.")
  @Nullable String run;

  @Option(
      names = "--agent",
      required = true,
      paramLabel = "A",
      description = "Every run of an agent.")
  @Nullable String agent;

  @Option(
      names = "--tenant",
      required = true,
      paramLabel = "T",
      description = "Every run of a tenant.")
  @Nullable String tenant;

  @Option(
      names = "--tool",
      required = true,
      paramLabel = "NAME",
      description = "Every run that is about to call a tool.")
  @Nullable String tool;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "M",
      description = "Every run of a model, as PROVIDER/MODEL or MODEL.")
  @Nullable String model;

  @Option(names = "--all", required = true, description = "Every run.")
  boolean all;

  /** What that is, with the whole id of a run. */
  record Named(Kind kind, String name) {}

  Named named(Interlock interlock) {
    if (run != null) return new Named(Kind.RUN, interlock.find(run).text());
    if (agent != null) return named(Kind.AGENT, agent, "--agent");
    if (tenant != null) return named(Kind.TENANT, tenant, "--tenant");
    if (tool != null) return named(Kind.TOOL, tool, "--tool");
    if (model != null) return named(Kind.MODEL, model, "--model");
    return new Named(Kind.ALL, "");
  }

  private static Named named(Kind kind, String name, String option) {
    if (name.isBlank()) throw new UserError("blank", option, "give a name");
    return new Named(kind, name.strip());
  }
}
