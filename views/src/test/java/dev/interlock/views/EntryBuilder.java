package dev.interlock.views;

import dev.interlock.kernel.brief.ModelReply;
import dev.interlock.kernel.brief.Proposal;
import dev.interlock.kernel.charter.Charter;
import dev.interlock.kernel.charter.Principal;
import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.charter.Usage;
import dev.interlock.kernel.run.Assessment;
import dev.interlock.kernel.run.Attempt;
import dev.interlock.kernel.run.Command.AskModel;
import dev.interlock.kernel.run.CommandId;
import dev.interlock.kernel.run.Content;
import dev.interlock.kernel.run.Entry;
import dev.interlock.kernel.run.Event;
import dev.interlock.kernel.run.Facts;
import dev.interlock.kernel.run.Facts.AnswerFacts;
import dev.interlock.kernel.run.Hold;
import dev.interlock.kernel.run.Kernel;
import dev.interlock.kernel.run.Pending;
import dev.interlock.kernel.run.Pending.Stage;
import dev.interlock.kernel.run.Reservation;
import dev.interlock.kernel.run.RunState;
import dev.interlock.kernel.run.Wanted;
import dev.interlock.kernel.value.Digest;
import dev.interlock.kernel.value.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes journals by hand; the real kernel refuses what cannot be. */
@CanIgnoreReturnValue
public final class EntryBuilder {
  public static final RunId RUN = new RunId("k3v9a2b4c6d8e0f1g3h5j7k9m1");
  public static final Principal ANN = Principal.of("ann", "refunds-clerk");
  public static final Principal BO = Principal.of("bo", "refunds-lead");
  public static final Reservation WORST = new Reservation(2_000, 5_000, Duration.ofSeconds(30));

  private final List<Entry> entries = new ArrayList<>();
  private RunState state;
  private Instant now = Instant.parse("2026-01-01T09:00:00Z");

  public EntryBuilder(Charter charter) {
    var first = new Entry(1, now, new Event.RunStarted(RUN, charter, Digest.of("charter"), ANN));
    entries.add(first);
    state = Kernel.begin(first);
  }

  public List<Entry> entries() {
    return List.copyOf(entries);
  }

  public RunState state() {
    return state;
  }

  public EntryBuilder after(Duration time) {
    now = now.plus(time);
    return this;
  }

  public EntryBuilder record(Event event) {
    var entry = new Entry(state.sequence() + 1, now, event);
    state = Kernel.step(state, entry);
    entries.add(entry);
    return this;
  }

  /** Permits what waits for the gates and is due, in order. */
  public EntryBuilder permits() {
    for (var due = state.due(now); !due.isEmpty(); due = state.due(now)) permits(due.getFirst());
    state.readyToEnd().ifPresent(ending -> record(new Event.RunEnded(ending)));
    return this;
  }

  public EntryBuilder permits(Pending pending) {
    var kind = ((Stage.Wanted) pending.stage()).attempt();
    var attempt = new Attempt(pending.past().attempts() + 1, kind);
    var worst = pending.command() instanceof AskModel ? WORST : toolWorst();
    return record(
        new Event.CommandPermitted(
            pending.command().id(),
            attempt,
            worst,
            now.plusSeconds(2),
            Wanted.digest(state, pending.command()),
            null,
            facts(null)));
  }

  /** The model is asked and replies. */
  public EntryBuilder says(@Nullable Usage usage, String text, Proposal... proposals) {
    if (state.permitted().isEmpty()) permits();
    var ask = state.permitted().getFirst().command().id();
    var reply = new ModelReply(text, List.of(proposals));
    return record(
        new Event.ModelReplied(ask, 1, reply, "test", null, usage, Duration.ofMillis(1200), null));
  }

  public EntryBuilder holds(CommandId id, Hold... holds) {
    var pending = state.pending().get(id);
    if (pending == null) throw new IllegalArgumentException("not pending: " + id);
    return record(
        new Event.CommandHeld(
            id,
            List.of(holds),
            Wanted.digest(state, pending.command()),
            now.plus(Duration.ofHours(1)),
            facts(null)));
  }

  public EntryBuilder returns(CommandId id, Value result) {
    return record(new Event.ToolReturned(id, 1, new Content.Inline(result), Duration.ofMillis(12)));
  }

  public EntryBuilder returns(CommandId id, Value result, Assessment assessment) {
    var content = new Content.Inline(result);
    return record(new Event.ToolReturned(id, 1, content, Duration.ofMillis(12), assessment));
  }

  /** Takes the answer that waits, and ends. */
  public EntryBuilder accepts(Value output) {
    var pending = state.due(now).getFirst();
    var answer =
        new AnswerFacts(output, new Value.Arr(List.of()), null, List.of(), List.of(), List.of());
    record(
        new Event.CommandPermitted(
            pending.command().id(),
            new Attempt(1, Attempt.Kind.PERFORM),
            Reservation.NONE,
            now.plusSeconds(2),
            Wanted.digest(state, pending.command()),
            null,
            facts(answer)));
    return record(new Event.RunEnded(state.readyToEnd().orElseThrow()));
  }

  public Facts facts(@Nullable AnswerFacts answer) {
    return new Facts(now, Facts.Standing.NONE, List.of(), List.of(), answer, "test");
  }

  /**
   * The id of the call that stands at {@code index} in the reply of an entry, in the first life.
   */
  public static CommandId id(long entry, int index) {
    return new CommandId(1, entry, index);
  }

  public static Proposal call(String tool, Map<String, Value> arguments) {
    return new Proposal("call", tool, Value.of(arguments));
  }

  private static Reservation toolWorst() {
    return new Reservation(0, 0, Duration.ofSeconds(10));
  }
}
