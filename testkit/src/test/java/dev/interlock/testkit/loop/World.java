package dev.interlock.testkit.loop;

import dev.interlock.kernel.brief.ModelReply;
import dev.interlock.kernel.brief.Proposal;
import dev.interlock.kernel.charter.Autonomy;
import dev.interlock.kernel.charter.Principal;
import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.gate.GatePipeline;
import dev.interlock.kernel.gate.Permit;
import dev.interlock.kernel.run.Command;
import dev.interlock.kernel.run.Command.AcceptAnswer;
import dev.interlock.kernel.run.Command.AskModel;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.Command.RollBack;
import dev.interlock.kernel.run.Command.Summarise;
import dev.interlock.kernel.run.Content;
import dev.interlock.kernel.run.Entry;
import dev.interlock.kernel.run.Event;
import dev.interlock.kernel.run.Facts;
import dev.interlock.kernel.run.Facts.AnswerFacts;
import dev.interlock.kernel.run.Kernel;
import dev.interlock.kernel.run.Pending;
import dev.interlock.kernel.run.Request;
import dev.interlock.kernel.run.RequestId;
import dev.interlock.kernel.run.RunState;
import dev.interlock.kernel.run.Status;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.Probe;
import dev.interlock.runtime.codec.EventCodec;
import dev.interlock.runtime.effect.Outcome;
import dev.interlock.runtime.effect.Performer;
import dev.interlock.runtime.loop.Crew;
import dev.interlock.runtime.loop.Drivers;
import dev.interlock.runtime.loop.Kit;
import dev.interlock.runtime.loop.RunDriver.Left;
import dev.interlock.runtime.loop.Watcher;
import dev.interlock.runtime.loop.Workshop;
import dev.interlock.testkit.journal.MemoryDisk;
import dev.interlock.testkit.journal.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The real loop, kernel and gates over a disk in memory; model, tools and time are played. */
@CanIgnoreReturnValue
final class World {
  static final RunId RUN = new RunId("0123456789abcdefghjkmnpqrs");
  static final Principal ANN = Principal.of("ann");

  /** The process dies while a deed is under way. */
  static final class Death extends Error {
    private static final long serialVersionUID = 1L;

    Death() {
      super("the process dies here");
    }
  }

  final MemoryDisk disk = new MemoryDisk();
  final EventCodec codec = new EventCodec();
  final List<Permit> performed = new ArrayList<>();
  final Deque<ModelReply> replies = new ArrayDeque<>();
  WatchedStore store = opened();
  Instant now = Instant.parse("2026-01-01T00:00:00Z");

  /** What a tool does. */
  Function<Permit, Event> tools = World::returned;

  /** Who carries permits out. */
  Performer hands = (permit, _) -> new Outcome(perform(permit), Map.of());

  private WatchedStore opened() {
    return new WatchedStore(MemoryStore.open(disk, "here", Probe.NONE));
  }

  /** A new process finds the disk as the dead one left it. */
  World rises() {
    disk.processDied("here");
    store = opened();
    return this;
  }

  World after(Duration time) {
    now = now.plus(time);
    return this;
  }

  /** The model will propose one call. */
  World proposes(String tool) {
    var arguments = Value.of(Map.of("n", Value.of(replies.size())));
    var proposal = new Proposal("call", tool, arguments);
    replies.add(new ModelReply("", List.of(proposal)));
    return this;
  }

  World answers(String text) {
    replies.add(new ModelReply(text, List.of()));
    return this;
  }

  Left begins(Autonomy autonomy) {
    return drivers().begin(started(autonomy), () -> {});
  }

  Event.RunStarted started(Autonomy autonomy) {
    var charter = Contracts.charter(autonomy);
    return new Event.RunStarted(RUN, charter, codec.digest(charter), ANN);
  }

  Optional<Left> resumes() {
    return drivers().resume(RUN, false, () -> {});
  }

  Drivers drivers() {
    var workshop =
        new Workshop(
            store,
            codec,
            GatePipeline.standard(),
            () -> now,
            pass -> now = now.plus(pass),
            Crew.ONE_BY_ONE,
            Probe.NONE);
    return new Drivers(
        workshop,
        _ -> new Kit((permit, context) -> hands.perform(permit, context), World::facts),
        Watcher.NONE,
        (run, late) -> requests("late", late),
        () -> {});
  }

  boolean requests(String id, Request request) {
    return store.request(RUN, new RequestId(id), codec.encode(request));
  }

  List<Event> events() {
    try (var entries = store.read(RUN, 1)) {
      return entries.map(entry -> codec.decode(entry.type(), entry.body())).toList();
    }
  }

  <E extends Event> List<E> events(Class<E> type) {
    return events().stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** What the entries on disk come to. */
  RunState state() {
    try (var sealed = store.read(RUN, 1)) {
      var entries =
          sealed
              .map(one -> new Entry(one.sequence(), one.at(), codec.decode(one.type(), one.body())))
              .toList();
      var state = Kernel.begin(entries.getFirst());
      for (var entry : entries.subList(1, entries.size())) state = Kernel.step(state, entry);
      return state;
    }
  }

  Status status() {
    return store.index().get(RUN).orElseThrow().status();
  }

  List<Permit> calls() {
    return performed.stream().filter(one -> one.command() instanceof InvokeTool).toList();
  }

  private Event perform(Permit permit) {
    performed.add(permit);
    return switch (permit.command()) {
      case AskModel ask -> replied(ask, permit);
      case Summarise _ -> throw new AssertionError("no small model here");
      case InvokeTool _ -> tools.apply(permit);
      case AcceptAnswer _, Command.ConfirmEffect _, RollBack _ ->
          throw new AssertionError("no deed");
    };
  }

  private Event replied(AskModel ask, Permit permit) {
    var attempt = permit.attempt().number();
    return new Event.ModelReplied(
        ask.id(), attempt, replies.removeFirst(), "model", null, null, Duration.ZERO, null);
  }

  static Event returned(Permit permit) {
    var result = new Content.Inline(Value.of("result of " + permit.command().id()));
    return new Event.ToolReturned(
        permit.command().id(), permit.attempt().number(), result, Duration.ZERO);
  }

  private static Facts facts(RunState state, Pending pending, Instant at, Facts.Standing standing) {
    var answer =
        pending.command() instanceof Command.AcceptAnswer(_, var text, _)
            ? new AnswerFacts(
                Value.of(text), Value.of(List.of()), null, List.of(), List.of(), List.of())
            : null;
    return new Facts(at, standing, List.of(), List.of(), answer, "none");
  }
}
