package dev.interlock.testkit.sim;

import dev.interlock.kernel.failure.ModelFault;
import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.kernel.run.Event;
import dev.interlock.runtime.Probe;
import dev.interlock.runtime.codec.EventCodec;
import dev.interlock.runtime.journal.Switchboard;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What must happen somewhere in two thousand worlds; a limit that never bites is a comment. */
final class Expected {
  private Expected() {}

  static List<String> everywhere() {
    var expected = new ArrayList<String>();
    events(Event.class).map(name -> "event " + name).forEach(expected::add);
    for (var fault : ToolFault.values()) {
      // Only a person says so, and that is an event of its own.
      if (fault != ToolFault.DID_NOT_HAPPEN) expected.add("tool fault " + fault);
    }
    for (var fault : ModelFault.values()) expected.add("model fault " + fault);
    for (var point : Probe.Point.values()) expected.add("death at " + point);
    for (var kind : Switchboard.Kind.values()) {
      expected.add("switch " + kind);
      expected.add("switch " + kind + " final");
    }
    expected.addAll(DENIALS.lines().map(rule -> "denied " + rule).toList());
    expected.addAll(OTHERS.lines().toList());
    return expected;
  }

  /** Every kind of event has a name on disk. */
  private static Stream<String> events(Class<?> sealed) {
    return Arrays.stream(sealed.getPermittedSubclasses())
        .flatMap(kind ->
            kind.isSealed()
                ? events(kind)
                : Stream.of(EventCodec.nameOf(kind.asSubclass(Event.class))));
  }

  private static final String DENIALS =
      """
      answer confidence
      answer confidence-min
      answer done-when
      answer evidence
      answer required-from
      answer schema
      budget cost
      budget model-calls
      budget phase-steps
      budget steps
      budget time
      budget tokens
      budget tool-calls
      known-tool not-offered
      order at-most
      order never-after
      order requires
      permission principal-lacks
      policy policy
      progress no-news
      progress same-call
      progress same-effect
      progress same-error
      schema not-an-object
      schema strict\
      """;

  private static final String OTHERS =
      """
      ending CANCELLED
      ending COMPLETED
      ending ESCALATED
      ending FAILED
      ending STOPPED
      held autonomy assist
      held autonomy guarded
      held policy policy
      left ENDED
      left FENCED
      left PARKED
      refused budget model-calls
      refused budget time
      refused budget tokens
      refused budget tool-calls
      refused kill-switch
      unknown after CRASH
      unknown after NETWORK
      unknown after TIMEOUT
      asked behind
      brief nearly full
      clock set
      power cut
      store failure\
      """;
}
