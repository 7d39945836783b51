package dev.interlock.runtime;

import dev.interlock.runtime.loop.Watcher;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Set;

/**
 * How Interlock is opened.
 *
 * @param folder where everything durable lies; made if it is not there
 * @param watcher is shown what has become durable
 * @param clock the process's clock
 * @param probe is told where a crash matters; for tests
 * @param sweeps whether runs of the store whose time has come are taken up, whoever parked them;
 *     for processes that stay
 * @param without the gates that are left out; see {@link #withoutGate}
 */
public record Options(
    Path folder,
    Watcher watcher,
    InstantSource clock,
    Probe probe,
    boolean sweeps,
    Set<String> without) {

  public Options {
    without = Set.copyOf(without);
  }

  public static Options in(Path folder) {
    return new Options(folder, Watcher.NONE, InstantSource.system(), Probe.NONE, true, Set.of());
  }

  public Options watchedBy(Watcher other) {
    return new Options(folder, other, clock, probe, sweeps, without);
  }

  public Options probedBy(Probe other) {
    return new Options(folder, watcher, clock, other, sweeps, without);
  }

  /** For a process that drives its own runs and ends. */
  public Options withoutSweep() {
    return new Options(folder, watcher, clock, probe, false, without);
  }

  /**
   * Leaves a gate out, by its name as in {@code schema}. For drills, which show what a gate is for
   * by doing without it; whatever a run may then touch must be worth nothing.
   */
  public Options withoutGate(String name) {
    return new Options(folder, watcher, clock, probe, sweeps, Set.of(name));
  }
}
