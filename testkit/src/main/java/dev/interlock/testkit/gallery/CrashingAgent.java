package dev.interlock.testkit.gallery;

import dev.interlock.kernel.charter.Principal;
import dev.interlock.runtime.Agent;
import dev.interlock.runtime.Interlock;
import java.nio.file.Path;
import java.time.Duration;

/** Interlock in a process of its own, which is to be killed: {@code DATA AGENT_FILE GOAL}. */
final class CrashingAgent {
  private CrashingAgent() {}

  public static void main(String[] args) {
    try (var interlock = Interlock.open(Path.of(args[0]))) {
      var agent = Agent.load(Path.of(args[1]));
      var run = interlock.start(agent, args[2], Principal.of("ann", "clerk"));
      var _ = run.await(Duration.ofMinutes(1));
    }
  }
}
