package dev.interlock.runtime;

import dev.interlock.kernel.failure.ResultFault;
import dev.interlock.kernel.run.Assessment;
import dev.interlock.kernel.run.Mandate;
import dev.interlock.kernel.run.Signed;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.agent.Finding;
import dev.interlock.runtime.agent.Finding.Severity;
import dev.interlock.runtime.effect.Assessor;
import dev.interlock.runtime.effect.ToolSource.Returned;
import dev.interlock.runtime.gate.FactFinder;
import dev.interlock.runtime.journal.JournalUnavailableException;
import dev.interlock.runtime.journal.Switchboard;
import dev.interlock.runtime.journal.Switchboard.Kind;
import dev.interlock.runtime.journal.Switchboard.Released;
import dev.interlock.runtime.journal.Switchboard.Thrown;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Throws the switch on a tool whose result does not fit its schema any more, unless one is thrown
 * on it already: nobody calls it again until a person has looked and releases the switch.
 * Thread-safe.
 */
final class Tripwire implements Assessor {
  private static final String BY = "interlock";
  private static final String HINT = "interlock check AGENT.yaml --accept-tools";

  private final FactFinder finder;
  private final Mandate mandate;
  private final Switchboard switches;

  Tripwire(FactFinder finder, Mandate mandate, Switchboard switches) {
    this.finder = finder;
    this.mandate = mandate;
    this.switches = switches;
  }

  @Override
  public boolean happened(String tool, Value answer) {
    return finder.happened(tool, answer);
  }

  @Override
  public @Nullable Assessment assess(
      String tool, Value.Obj arguments, Returned returned, Instant at) {
    return finder.assess(tool, arguments, returned.result(), returned.headers(), at).orElse(null);
  }

  @Override
  public void heed(String tool, Assessment assessment, Instant at) {
    assessment.flaws().stream()
        .filter(flaw -> flaw.fault() == ResultFault.SHAPE)
        .findFirst()
        .ifPresent(flaw -> trip(tool, flaw.detail(), at));
  }

  /**
   * Releases the switches on tools that no person threw.
   *
   * @return what was released
   */
  static List<Finding> release(Switchboard switches, Set<String> tools, Signed by, String where) {
    var released = new ArrayList<Finding>();
    for (var thrown : switches.read().thrown()) {
      var isOurs = thrown.by().by().equals(BY) && thrown.by().operatingSystemUser().isEmpty();
      if (!isOurs || thrown.kind() != Kind.TOOL || !tools.contains(thrown.name())) continue;
      if (!switches.release(new Released(Kind.TOOL, thrown.name(), by))) continue;
      var text = thrown.name() + " may be called again; it was stopped: " + thrown.reason();
      released.add(new Finding(Severity.WARNING, where, text, "interlock resume"));
    }
    return released;
  }

  private void trip(String tool, String misfit, Instant at) {
    var reason =
        "its result in run "
            + mandate.run().text()
            + " of agent "
            + mandate.charter().agent().name()
            + " does not fit its schema: "
            + misfit
            + "; look at what it gives now and mend `result`, then: "
            + HINT;
    try {
      var _ = switches.trip(new Thrown(Kind.TOOL, tool, reason, new Signed(BY, "", at), false));
    } catch (JournalUnavailableException gone) {
      // The result stays invalid, and the run's next append stops at the same store.
    }
  }
}
