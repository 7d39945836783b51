package dev.interlock.benchmarks.jmh;

import dev.interlock.benchmarks.peer.InterlockPeer;
import dev.interlock.benchmarks.workload.Folders;
import dev.interlock.kernel.run.Entry;
import dev.interlock.kernel.run.Event;
import dev.interlock.kernel.run.Kernel;
import dev.interlock.kernel.run.Pending;
import dev.interlock.kernel.run.RunState;
import dev.interlock.runtime.journal.SealedEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A journal as Interlock wrote it, and all that its kernel went through.
 *
 * @param sealed the entries as they lie on disk
 * @param entries the same, decoded
 * @param states what holds after each of them
 */
record Recorded(List<SealedEntry> sealed, List<Entry> entries, List<RunState> states) {
  private static final Duration END_WITHIN = Duration.ofMinutes(5);

  /** What waited for the gates, and the state in which it did. */
  record Judged(RunState before, Pending pending, Event.Ruled ruling) {}

  /** Has Interlock run once. */
  static Recorded of(int steps) throws IOException {
    var folder = Files.createTempDirectory("interlock-recorded");
    try (var peer = new InterlockPeer(folder)) {
      var run = peer.start(steps, 0);
      var _ = run.await(END_WITHIN);
      try (var sealed = peer.interlock().sealed(run.id(), 1);
          var entries = peer.interlock().entries(run.id(), 1)) {
        return of(sealed.toList(), entries.toList());
      }
    } finally {
      Folders.delete(folder);
    }
  }

  private static Recorded of(List<SealedEntry> sealed, List<Entry> entries) {
    var states = new ArrayList<RunState>();
    states.add(Kernel.begin(entries.getFirst()));
    for (var entry : entries.subList(1, entries.size())) {
      states.add(Kernel.step(states.getLast(), entry));
    }
    return new Recorded(sealed, entries, List.copyOf(states));
  }

  /** Returns every ruling with what it was made on, oldest first. */
  List<Judged> judged() {
    var judged = new ArrayList<Judged>();
    for (var i = 1; i < entries.size(); i++) {
      if (!(entries.get(i).event() instanceof Event.Ruled ruling)) continue;
      var before = states.get(i - 1);
      var pending = before.pending().get(ruling.command());
      if (pending == null) throw new IllegalStateException("nothing waited for " + ruling);
      judged.add(new Judged(before, pending, ruling));
    }
    return List.copyOf(judged);
  }
}
