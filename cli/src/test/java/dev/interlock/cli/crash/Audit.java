package dev.interlock.cli.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.kernel.charter.EffectClass;
import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.CommandId;
import dev.interlock.kernel.run.Entry;
import dev.interlock.kernel.run.Event;
import dev.interlock.kernel.run.Event.CommandPermitted;
import dev.interlock.kernel.run.Event.OutcomeResolved;
import dev.interlock.kernel.run.Event.OutcomeUnknown;
import dev.interlock.kernel.run.Event.QueryAnswered;
import dev.interlock.kernel.run.Event.ToolFailed;
import dev.interlock.kernel.run.Event.ToolReturned;
import dev.interlock.kernel.run.Kernel;
import dev.interlock.kernel.run.RunState;
import dev.interlock.runtime.Interlock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Compares what a journal says of each effect with what the tools really did. */
final class Audit {
  private final EffectLines log;
  private final List<EffectLines.Line> explained = new ArrayList<>();
  private int effects;
  private int unknown;

  Audit(EffectLines log) {
    this.log = log;
  }

  /** One effect command, and the events about it. */
  private static final class Deed {
    final InvokeTool call;
    final boolean once;
    final List<CommandPermitted> permits = new ArrayList<>();
    final List<Event> outcomes = new ArrayList<>();
    @Nullable Instant permittedAt;

    Deed(InvokeTool call, boolean once) {
      this.call = call;
      this.once = once;
    }

    <E extends Event> long count(Class<E> type) {
      return outcomes.stream().filter(type::isInstance).count();
    }

    /** Whether the journal says that it happened. */
    boolean happened() {
      return outcomes.stream().anyMatch(Deed::says);
    }

    private static boolean says(Event event) {
      return switch (event) {
        case ToolReturned _ -> true;
        case QueryAnswered(_, _, var yes, _) -> yes;
        case OutcomeResolved(_, var yes, _, _, _) -> yes;
        default -> false;
      };
    }

    /** What the death of a process cut short is no retry of the tool's. */
    private static boolean takenForAStorm(Event event) {
      return event instanceof ToolFailed failed && failed.fault() == ToolFault.RETRY_BUDGET;
    }

    private static boolean notBegun(Event event) {
      return event instanceof ToolFailed failed && failed.fault() == ToolFault.NOT_BEGUN;
    }
  }

  /** Checks one run that has ended. */
  void check(Interlock interlock, RunId run) {
    var verification = interlock.verify(run, Optional.empty());
    assertThat(verification.broken()).as("the journal of %s", run).isEmpty();
    assertThat(verification.skipped()).isZero();
    for (var deed : deeds(interlock, run).values()) {
      check(run, deed);
    }
  }

  private void check(RunId run, Deed deed) {
    var lines = log.of(run, deed.call);
    var what = deed.call.tool() + " " + deed.call.id() + " of " + run + " " + deed.outcomes;
    assertThat(lines).as(what).hasSize(deed.happened() ? 1 : 0);
    for (var line : lines) {
      var permitted = Objects.requireNonNull(deed.permittedAt);
      assertThat(line.at()).as(what).isAfterOrEqualTo(permitted.truncatedTo(ChronoUnit.MILLIS));
    }
    assertThat(deed.outcomes).as(what).noneMatch(Deed::takenForAStorm);
    if (deed.once) checkOnce(deed, what);
    explained.addAll(lines);
    effects += lines.size();
    unknown += Math.toIntExact(deed.count(OutcomeUnknown.class));
  }

  /**
   * Every permit that may have begun has its answer, or its doubt by name; there is no second one.
   */
  private static void checkOnce(Deed deed, String what) {
    var begun = deed.permits.size() - deed.outcomes.stream().filter(Deed::notBegun).count();
    assertThat(begun).as(what).isEqualTo(1);
    assertThat(deed.count(ToolReturned.class) + deed.count(OutcomeUnknown.class))
        .as(what)
        .isGreaterThanOrEqualTo(1);
  }

  /** Nothing stands in the log that no journal accounts for. */
  void checkNothingElseHappened() {
    assertThat(log.lines()).containsExactlyInAnyOrderElementsOf(explained);
  }

  /** How many effects there were. */
  int effects() {
    return effects;
  }

  /** How many outcomes were unknown for a while. */
  int unknown() {
    return unknown;
  }

  private static Map<CommandId, Deed> deeds(Interlock interlock, RunId run) {
    var deeds = new TreeMap<CommandId, Deed>();
    try (var entries = interlock.entries(run, 1)) {
      @Nullable RunState state = null;
      for (var entry : (Iterable<Entry>) entries::iterator) {
        if (state != null) take(deeds, state, entry);
        state = state == null ? Kernel.begin(entry) : Kernel.step(state, entry);
      }
    }
    return deeds;
  }

  private static void take(Map<CommandId, Deed> deeds, RunState before, Entry entry) {
    switch (entry.event()) {
      case CommandPermitted permitted -> {
        var pending = before.pending().get(permitted.command());
        if (pending == null || !(pending.command() instanceof InvokeTool call)) return;
        var effect = before.mandate().charter().tool(call.tool()).orElseThrow().effect();
        if (effect.isRead()) return;
        var once = effect instanceof EffectClass.Once;
        var deed = deeds.computeIfAbsent(call.id(), _ -> new Deed(call, once));
        deed.permits.add(permitted);
        if (deed.permittedAt == null) deed.permittedAt = entry.at();
      }
      case ToolReturned event -> add(deeds, event.command(), event);
      case ToolFailed event -> add(deeds, event.command(), event);
      case OutcomeUnknown event -> add(deeds, event.command(), event);
      case QueryAnswered event -> add(deeds, event.command(), event);
      case OutcomeResolved event -> add(deeds, event.command(), event);
      default -> {}
    }
  }

  private static void add(Map<CommandId, Deed> deeds, CommandId command, Event event) {
    var deed = deeds.get(command);
    if (deed != null) deed.outcomes.add(event);
  }
}
