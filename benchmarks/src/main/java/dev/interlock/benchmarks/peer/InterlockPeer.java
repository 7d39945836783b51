package dev.interlock.benchmarks.peer;

import dev.interlock.benchmarks.workload.Counter;
import dev.interlock.benchmarks.workload.Script;
import dev.interlock.kernel.charter.Principal;
import dev.interlock.kernel.run.Status;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.Agent;
import dev.interlock.runtime.Interlock;
import dev.interlock.runtime.Options;
import dev.interlock.runtime.Probe;
import dev.interlock.runtime.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Interlock as anybody embeds it: the agent of {@code counter.yaml} with all gates on, its journal
 * in SQLite with the settings of production.
 */
public final class InterlockPeer implements Peer {
  private static final Duration END_WITHIN = Duration.ofMinutes(10);
  private static final String FILE = "counter.yaml";

  /** Who starts the runs, and says yes. */
  public static final Principal CLERK = Principal.of("ann", "clerk");

  private final Interlock interlock;
  private final Agent agent;

  /**
   * Opens Interlock on a folder.
   *
   * @param set keys of the agent file that are to be otherwise
   */
  public InterlockPeer(Path folder, Probe probe, Map<String, String> set) {
    this.interlock = Interlock.open(Options.in(folder.resolve("data")).probedBy(probe));
    this.agent = Agent.load(agentFile(folder), set).with(new Counter());
    interlock.provide(new Counter());
  }

  public InterlockPeer(Path folder) {
    this(folder, Probe.NONE, Map.of());
  }

  private static Path agentFile(Path folder) {
    var file = folder.resolve(FILE);
    try (var in = Script.class.getResourceAsStream(FILE)) {
      if (in == null) throw new IllegalStateException("the jar has no " + FILE);
      if (!Files.exists(file)) Files.write(file, in.readAllBytes());
      return file;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public String run(int steps, int number) {
    var result = start(steps, number).await(END_WITHIN);
    if (result.status() == Status.COMPLETED
        && result.output().orElseThrow() instanceof Value.Text(var text)) {
      return text;
    }
    throw new IllegalStateException("run " + result.run() + " is " + result.status());
  }

  /** Starts a run and returns when it is on disk. */
  public Run start(int steps, int number) {
    return interlock.start(agent, Script.goal(steps, number), CLERK);
  }

  public Interlock interlock() {
    return interlock;
  }

  @Override
  public void close() {
    interlock.close();
  }
}
