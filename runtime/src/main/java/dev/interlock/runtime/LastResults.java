package dev.interlock.runtime;

import dev.interlock.kernel.run.Assessment;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.CommandId;
import dev.interlock.kernel.run.Content;
import dev.interlock.kernel.run.Entry;
import dev.interlock.kernel.run.Event.OutcomeResolved;
import dev.interlock.kernel.run.Event.QueryAnswered;
import dev.interlock.kernel.run.Event.ToolReturned;
import dev.interlock.kernel.run.Kernel;
import dev.interlock.kernel.run.RunState;
import dev.interlock.kernel.value.Value;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The last result of each tool that may be relied on, read from a run's journal. Reads it whole:
 * for the one call of a fallback function, not for a step.
 */
final class LastResults {
  private final Map<String, Content> found = new TreeMap<>();
  private @Nullable RunState state;

  private LastResults() {}

  /**
   * Returns the last complete result of each tool, by its name.
   *
   * @param entries of one run, from the first
   * @param contents finds what a result stands for
   */
  static Map<String, Value> of(
      Iterator<Entry> entries, Function<Content, Optional<Value>> contents) {
    var results = new LastResults();
    while (entries.hasNext()) results.take(entries.next());
    var values = new TreeMap<String, Value>();
    results.found.forEach(
        (tool, content) -> contents.apply(content).ifPresent(value -> values.put(tool, value)));
    return values;
  }

  private void take(Entry entry) {
    var before = state;
    if (before != null) {
      switch (entry.event()) {
        case ToolReturned it when Assessment.complete(it.assessment()) ->
            note(before, it.command(), it.result());
        case QueryAnswered it when it.happened() -> note(before, it.command(), it.answer());
        case OutcomeResolved it when it.result() != null -> note(before, it.command(), it.result());
        default -> {}
      }
    }
    state = before == null ? Kernel.begin(entry) : Kernel.step(before, entry);
  }

  private void note(RunState before, CommandId id, Content result) {
    var pending = before.pending().get(id);
    if (pending != null && pending.command() instanceof InvokeTool call) {
      found.put(call.tool(), result);
    }
  }
}
