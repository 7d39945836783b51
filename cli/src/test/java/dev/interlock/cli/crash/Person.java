package dev.interlock.cli.crash;

import dev.interlock.kernel.charter.Principal;
import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.Content;
import dev.interlock.kernel.run.Pending;
import dev.interlock.kernel.run.Pending.Stage;
import dev.interlock.kernel.run.Request;
import dev.interlock.kernel.run.Status;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.Interlock;
import dev.interlock.runtime.journal.RunIndex;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Who settles what nobody else can know: looks whether the effect stands in the log, and says so;
 * not before the time after which nobody can begin it any more. May look only when the tool process
 * that may be at it is gone.
 */
record Person(Interlock interlock, Desk desk) {
  static final Principal BOB = Principal.of("bob", "clerk");

  private static final int RUNS_MAX = 10_000;

  /** Runs in which the outcome of something is unknown. */
  List<RunId> asked() {
    var query = new RunIndex.Query(Status.OUTCOME_UNKNOWN, null, false, null, RUNS_MAX);
    return interlock.runs(query).stream().map(known -> known.run()).toList();
  }

  /** Settles everything in those runs that is unknown for good; returns how much that was. */
  int settle(List<RunId> runs) {
    var settled = 0;
    var log = EffectLines.read(desk.log());
    for (var run : runs) {
      for (var pending : interlock.run(run).state().pending().values()) {
        if (!(pending.stage() instanceof Stage.InDoubt) || mayBegin(pending)) continue;
        if (interlock.ask(run, answer(run, pending, log)).done()) settled++;
      }
    }
    return settled;
  }

  private static boolean mayBegin(Pending pending) {
    var settlesAt = pending.past().settlesAt();
    return settlesAt != null && Instant.now().isBefore(settlesAt);
  }

  private static Request answer(RunId run, Pending pending, EffectLines log) {
    var call = (InvokeTool) pending.command();
    var happened = log.count(run, call) > 0;
    var result = new Content.Inline(Value.of(Map.of("done", Value.of(true))));
    return new Request.Resolve(call.id(), happened ? result : null, BOB);
  }
}
