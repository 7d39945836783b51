package dev.interlock.runtime;

import dev.interlock.kernel.charter.Principal;
import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.run.Signed;
import dev.interlock.kernel.run.Status;
import dev.interlock.runtime.host.LocalHost;
import dev.interlock.runtime.journal.RunIndex;
import dev.interlock.runtime.journal.RunSummary;
import dev.interlock.runtime.journal.Store;
import dev.interlock.runtime.journal.Switchboard.Board;
import dev.interlock.runtime.journal.Switchboard.Kind;
import dev.interlock.runtime.journal.Switchboard.Released;
import dev.interlock.runtime.journal.Switchboard.Thrown;
import dev.interlock.runtime.loop.Drivers;
import dev.interlock.runtime.loop.Standings;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * The durable kill switches of a store. Once a switch is thrown, no process that shares the store
 * permits or begins anything that it concerns; what has begun is waited for and its outcome
 * recorded. Thread-safe.
 */
public final class KillSwitches {
  private static final int PAGE = 500;

  private final Store store;
  private final Drivers drivers;
  private final LocalHost host;
  private final InstantSource clock;

  KillSwitches(Store store, Drivers drivers, LocalHost host, InstantSource clock) {
    this.store = store;
    this.drivers = drivers;
    this.host = host;
    this.clock = clock;
  }

  /** Returns what is thrown now, and what was released last. */
  public Board board() {
    return store.switches().read();
  }

  /**
   * Throws a switch, or changes the reason of one that is thrown. It holds from now on, everywhere;
   * the runs that it stops show it as soon as a driver of theirs has looked, which is seen to. A
   * switch on a tool stops runs that wait for a person to decide about it, and others when they are
   * about to call it.
   *
   * @param name of the agent, tenant, tool or model, the whole id of a run, or empty for all
   * @param last whether runs end instead of pausing
   * @return the runs that it stops as they stand
   */
  public List<RunId> stop(Kind kind, String name, String reason, Principal by, boolean last) {
    return thrown(new Thrown(kind, name, reason, signed(by), last));
  }

  /**
   * Throws a switch that ends runs and has them undo what they have done, the last effect first. It
   * lets nothing begin but that.
   *
   * @param name as for {@link #stop}
   * @return the runs that it ends as they stand
   */
  public List<RunId> stopAndUndo(Kind kind, String name, String reason, Principal by) {
    return thrown(new Thrown(kind, name, reason, signed(by), true, true));
  }

  private List<RunId> thrown(Thrown thrown) {
    var _ = store.switches().stop(thrown);
    var concerned =
        unended().stream()
            .map(RunSummary::run)
            .filter(run -> Standings.concernsNow(thrown, drivers.look(run)))
            .toList();
    concerned.forEach(host::wake);
    return concerned;
  }

  /**
   * Releases a switch. Runs that no other switch concerns are driven on, unless somebody parked
   * them.
   *
   * @return the runs that it had stopped
   * @throws UserError if it is not thrown; nothing was changed
   */
  public List<RunId> allow(Kind kind, String name, Principal by) {
    if (!store.switches().release(new Released(kind, name, signed(by)))) {
      var scope = Standings.scope(kind, name);
      throw new UserError("no switch on " + scope + " is thrown", "", "interlock runs lists them");
    }
    var stopped = stoppedBy(Standings.scope(kind, name));
    stopped.forEach(host::wake);
    return stopped;
  }

  /** Whether every switch that stopped a run has been released, and nobody drove it since. */
  public boolean isReleased(RunId run) {
    var stops = drivers.look(run).course().stops();
    if (stops.isEmpty()) return false;
    var thrown = board().thrown().stream().map(one -> Standings.scope(one.kind(), one.name()));
    var scopes = thrown.toList();
    return stops.stream().noneMatch(stop -> scopes.contains(stop.thrown().scope()));
  }

  private List<RunId> stoppedBy(String scope) {
    return unended().stream()
        .filter(
            known -> known.status() == Status.PAUSED || known.status() == Status.OUTCOME_UNKNOWN)
        .map(RunSummary::run)
        .filter(run ->
            drivers.look(run).course().stops().stream()
                .anyMatch(stop -> stop.thrown().scope().equals(scope)))
        .toList();
  }

  private List<RunSummary> unended() {
    var all = new ArrayList<RunSummary>();
    var page = store.index().list(RunIndex.Query.unended(PAGE));
    while (!page.isEmpty()) {
      all.addAll(page);
      var last = page.getLast().run();
      page = store.index().list(new RunIndex.Query(null, null, true, last, PAGE));
    }
    return all;
  }

  private Signed signed(Principal by) {
    return new Signed(by.name(), by.operatingSystemUser(), clock.instant());
  }
}
