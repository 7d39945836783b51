package dev.interlock.runtime.journal;

import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.failure.Leaf;
import dev.interlock.kernel.run.Status;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a run stands, kept beside its journal for lists and timers. Never decided on: it follows from
 * the entries and is written with them.
 *
 * @param agent its name
 * @param startedAt time of the first entry
 * @param wakeAt when time alone changes something; null if nothing does
 * @param leaves failures that were detected so far, without repetition
 */
public record RunSummary(
    RunId run,
    String agent,
    Status status,
    Instant startedAt,
    @Nullable Instant wakeAt,
    List<Leaf> leaves) {
  public RunSummary {
    leaves = List.copyOf(leaves);
  }
}
