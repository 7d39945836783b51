package dev.interlock.runtime;

import dev.interlock.runtime.loop.Watcher;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * How Interlock is opened.
 *
 * @param folder where everything durable lies; made if it is not there
 * @param watcher is shown what has become durable
 * @param clock the process's clock
 * @param probe is told where a crash matters; for tests
 * @param sweeps whether runs of the store whose time has come are taken up, whoever parked them;
 *     for processes that stay
 */
public record Options(
    Path folder, Watcher watcher, InstantSource clock, Probe probe, boolean sweeps) {

  public static Options in(Path folder) {
    return new Options(folder, Watcher.NONE, InstantSource.system(), Probe.NONE, true);
  }

  public Options watchedBy(Watcher other) {
    return new Options(folder, other, clock, probe, sweeps);
  }

  public Options probedBy(Probe other) {
    return new Options(folder, watcher, clock, other, sweeps);
  }

  /** For a process that drives its own runs and ends. */
  public Options withoutSweep() {
    return new Options(folder, watcher, clock, probe, false);
  }
}
