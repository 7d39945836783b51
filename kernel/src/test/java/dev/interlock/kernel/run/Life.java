package dev.interlock.kernel.run;

import dev.interlock.kernel.brief.ModelReply;
import dev.interlock.kernel.brief.Proposal;
import dev.interlock.kernel.charter.Charter;
import dev.interlock.kernel.charter.Principal;
import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.charter.Undo;
import dev.interlock.kernel.charter.Usage;
import dev.interlock.kernel.gate.GatePipeline;
import dev.interlock.kernel.gate.Ruling;
import dev.interlock.kernel.gate.RulingEvents;
import dev.interlock.kernel.run.Command.AskModel;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.Facts.AnswerFacts;
import dev.interlock.kernel.run.Facts.Standing;
import dev.interlock.kernel.run.Facts.Violation;
import dev.interlock.kernel.value.Digest;
import dev.interlock.kernel.value.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Lives a run in memory, entry by entry, with the real kernel and the real gates. */
@CanIgnoreReturnValue
public final class Life {
  public static final RunId RUN = new RunId("0123456789abcdefghjkmnpqrs".substring(0, 26));
  public static final Principal ANN = Principal.of("ann", "clerk");

  private final GatePipeline gates = GatePipeline.standard();
  private final List<Entry> entries = new ArrayList<>();
  private RunState state;
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private UnaryOperator<Facts> facts = UnaryOperator.identity();

  public Life(Charter charter) {
    var first = new Event.RunStarted(RUN, charter, Digest.NONE, ANN);
    var entry = new Entry(1, now, first);
    entries.add(entry);
    state = Kernel.begin(entry);
  }

  public RunState state() {
    return state;
  }

  public List<Entry> entries() {
    return List.copyOf(entries);
  }

  public Instant now() {
    return now;
  }

  public Event last() {
    return entries.getLast().event();
  }

  /** Changes what gates will be told from now on. */
  public Life knowing(UnaryOperator<Facts> change) {
    facts = change;
    return this;
  }

  public Life after(Duration time) {
    now = now.plus(time);
    return this;
  }

  public Life record(Event event) {
    var entry = new Entry(state.sequence() + 1, now, event);
    state = Kernel.step(state, entry);
    entries.add(entry);
    return this;
  }

  /** Judges everything that is due, in order. */
  public Life judge() {
    for (var due = due(); !due.isEmpty(); due = due()) {
      var pending = due.getFirst();
      var known = facts.apply(known(pending));
      record(RulingEvents.of(state, pending, gates.judge(state, pending, known), known));
    }
    state.readyToEnd().ifPresent(ending -> record(new Event.RunEnded(ending)));
    return this;
  }

  /** What is due, once what is to be undone next has been worked out: its effect, by id. */
  private List<Pending> due() {
    state
        .toUndo()
        .ifPresent(effect -> {
          var of = Value.of(Map.of("of", Value.of(effect.id().toString())));
          record(new Event.CompensationPrepared(effect.id(), undo(effect), of, "none"));
        });
    return state.due(now);
  }

  private String undo(Effects.Effect effect) {
    var contract = state.mandate().charter().tool(effect.call().tool()).orElseThrow();
    return contract.undo() instanceof Undo.By(var tool, _) ? tool : "none";
  }

  /** The gates' word on the first command that is due, without recording it. */
  public Ruling ruling() {
    var pending = state.due(now).getFirst();
    return gates.judge(state, pending, facts.apply(known(pending)));
  }

  /** Judges, then has the model propose calls; arguments are empty objects. */
  public Life proposes(String... tools) {
    var proposals = new ArrayList<Proposal>();
    for (var tool : tools) {
      proposals.add(new Proposal("call-" + proposals.size(), tool, Value.Obj.EMPTY));
    }
    return replies(new ModelReply("", proposals));
  }

  public Life proposes(String tool, Map<String, Value> arguments) {
    return replies(new ModelReply("", List.of(new Proposal("call-0", tool, Value.of(arguments)))));
  }

  public Life answers(String text) {
    return replies(new ModelReply(text, List.of()));
  }

  /** Has the tool of the first permit answer. */
  public Life returns(String text) {
    var content = new Content.Inline(Value.of(Map.of("text", Value.of(text))));
    return record(new Event.ToolReturned(permitted(), 1, content, Duration.ZERO)).judge();
  }

  /** The first command that is permitted and has no outcome. */
  public CommandId permitted() {
    return state.permitted().getFirst().command().id();
  }

  /** The first command that a person is asked about. */
  public CommandId held() {
    return state.pending().values().stream()
        .filter(pending -> pending.stage() instanceof Pending.Stage.Held)
        .findFirst()
        .orElseThrow()
        .command()
        .id();
  }

  public InvokeTool call(CommandId id) {
    return (InvokeTool) state.requirePending(id).command();
  }

  public static Facts facts(Instant at) {
    return new Facts(
        at, new Standing(List.of("orders:read"), 0, List.of()), List.of(), List.of(), null, "none");
  }

  public static Facts misfit(Facts facts) {
    var violation = new Violation("/amount", "must be an integer, is 1.9");
    return new Facts(
        facts.at(), facts.standing(), List.of(violation), facts.policy(), facts.answer(), "none");
  }

  private Life replies(ModelReply reply) {
    var ask = state.permitted().isEmpty() ? judge().permitted() : permitted();
    if (!(state.requirePending(ask).command() instanceof AskModel)) {
      throw new IllegalStateException("the model is not being asked");
    }
    var usage = new Usage(100, 0, 10);
    return record(
            new Event.ModelReplied(ask, 1, reply, "test", null, usage, Duration.ofMillis(5), null))
        .judge();
  }

  private Facts known(Pending pending) {
    var plain = facts(now);
    if (!(pending.command() instanceof Command.AcceptAnswer(_, var text, _))) return plain;
    var answer =
        new AnswerFacts(
            Value.of(text), new Value.Arr(List.of()), null, List.of(), List.of(), List.of());
    return new Facts(now, plain.standing(), List.of(), List.of(), answer, "none");
  }
}
