package dev.interlock.views.review;

import dev.interlock.kernel.run.Assessment;
import dev.interlock.kernel.run.Command;
import dev.interlock.kernel.run.Command.AcceptAnswer;
import dev.interlock.kernel.run.Command.AskModel;
import dev.interlock.kernel.run.Command.ConfirmEffect;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.Command.RollBack;
import dev.interlock.kernel.run.Command.Summarise;
import dev.interlock.kernel.run.CommandId;
import dev.interlock.kernel.run.Content;
import dev.interlock.kernel.run.Course.Outlook;
import dev.interlock.kernel.run.Denial;
import dev.interlock.kernel.run.Ending.Escalated;
import dev.interlock.kernel.run.Entry;
import dev.interlock.kernel.run.Event;
import dev.interlock.kernel.run.RunState;
import dev.interlock.kernel.value.Value;
import dev.interlock.views.failure.FailuresView.Failure;
import dev.interlock.views.review.Made.Outcome;
import dev.interlock.views.run.RunView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a person needs who takes a run over: the goal and who asked, why the agent could not go on,
 * what was tried and what the gates said, which results may be relied on, which effects are done,
 * in doubt or open, which failures showed, what it cost. Not thread-safe.
 *
 * <p>Bounded: the last {@value #ITEMS_MAX} of each kind, with the number of those left out, and
 * {@value #CHARS_MAX} characters of each text; the whole stands in the entries that are named.
 * Secrets are not in a journal, so they are not in here.
 */
public final class Dossier {
  /** How many calls, refusals or failures are told. */
  public static final int ITEMS_MAX = 40;

  /** How much is told of each result, argument or reason. */
  public static final int CHARS_MAX = 2_000;

  private final Map<CommandId, Made> made = new LinkedHashMap<>();
  private final List<Refused> refused = new ArrayList<>();
  private final RunView view;

  private Dossier(Entry first) {
    this.view = new RunView(first);
  }

  /**
   * Folds a whole journal.
   *
   * @throws IllegalArgumentException if there is no entry
   */
  public static Dossier of(Iterable<Entry> entries) {
    @Nullable Dossier dossier = null;
    for (var entry : entries) {
      if (dossier == null) dossier = new Dossier(entry);
      else dossier.add(entry);
    }
    if (dossier == null) throw new IllegalArgumentException("no entries");
    return dossier;
  }

  /** The run at a glance. */
  public RunView run() {
    return view;
  }

  /** How the run was handed over; empty if it does not wait for manual review. */
  public Optional<Escalated> escalated() {
    return view.state().course().outlook() instanceof Outlook.Over(Escalated ending)
        ? Optional.of(ending)
        : Optional.empty();
  }

  /** What the gates said no to, in order. */
  public List<Refused> refused() {
    return List.copyOf(refused);
  }

  /** What was done, or begun, in the order of the permits. */
  public List<Made> made() {
    return List.copyOf(made.values());
  }

  /** The results that may be relied on. */
  public List<Made> findings() {
    return made.values().stream().filter(one -> one.outcome() == Outcome.DONE).toList();
  }

  /** What changed the world, or may have. */
  public List<Made> effects() {
    return made.values().stream().filter(Made::isEffect).toList();
  }

  /** The dossier as JSON. */
  public Value.Obj json() {
    var state = view.state();
    var mandate = state.mandate();
    var members = new TreeMap<String, Value>();
    members.put("run", Value.of(mandate.run().text()));
    members.put("agent", Value.of(mandate.charter().agent().name()));
    members.put("goal", Value.of(mandate.charter().goal()));
    members.put("requester", Value.of(mandate.principal().name()));
    members.put("status", Value.of(view.status().name()));
    members.put("escalatedTo", escalated().<Value>map(it -> Value.of(it.to())).orElse(NOBODY));
    members.put("leaf", escalated().<Value>map(it -> Value.of(it.leaf().id())).orElse(NOBODY));
    members.put("reason", view.reason().<Value>map(why -> Value.of(cut(why))).orElse(NOBODY));
    members.put("turns", Value.of(state.course().turn()));
    members.put("repairs", Value.of(state.spending().repairs()));
    members.put("refused", list(refused.stream().map(Refused::json).toList()));
    members.put("findings", list(findings().stream().map(Made::json).toList()));
    members.put("effects", list(effects().stream().map(Made::json).toList()));
    members.put("failures", list(view.failures().list().stream().map(Failure::json).toList()));
    members.put("cost", view.cost().json());
    members.put("startedAt", Value.of(mandate.startedAt().toString()));
    members.put("durationMs", Value.of(view.duration().toMillis()));
    return Value.of(members);
  }

  private static final Value NOBODY = Value.Null.NULL;

  /** The last of a list, and how many came before. */
  private static Value list(List<? extends Value> all) {
    var left = Math.max(0, all.size() - ITEMS_MAX);
    return Value.of(
        Map.of(
            "leftOut", Value.of(left),
            "items", Value.of(List.copyOf(all.subList(left, all.size())))));
  }

  /** Returns the beginning of a text. */
  static String cut(String text) {
    return text.length() <= CHARS_MAX ? text : text.substring(0, CHARS_MAX - 1) + "…";
  }

  private void add(Entry entry) {
    var before = view.state();
    view.add(entry);
    var at = entry.sequence();
    switch (entry.event()) {
      case Event.CommandDenied(var id, var denial, _) -> refused(at, before, id, denial);
      case Event.AttemptRefused(var id, var denial, _) -> refused(at, before, id, denial);
      case Event.CommandPermitted it -> note(at, before, it.command(), Outcome.OPEN, "");
      case Event.ToolReturned it ->
          note(
              at,
              before,
              it.command(),
              Assessment.complete(it.assessment()) ? Outcome.DONE : Outcome.FLAWED,
              shown(it.result()));
      case Event.QueryAnswered it when it.happened() ->
          note(at, before, it.command(), Outcome.DONE, shown(it.answer()));
      case Event.OutcomeResolved it when it.result() != null ->
          note(at, before, it.command(), Outcome.DONE, shown(it.result()));
      case Event.OutcomeResolved it ->
          note(at, before, it.command(), Outcome.FAILED, "it did not happen");
      case Event.OutcomeUnknown it ->
          note(at, before, it.command(), Outcome.IN_DOUBT, it.message());
      case Event.ToolFailed it -> failed(at, before, it);
      default -> {}
    }
  }

  /** What is tried again has not failed, and a doubt stays one. */
  private void failed(long at, RunState before, Event.ToolFailed it) {
    var left = view.state().pending().get(it.command());
    if (left != null && left.past().inDoubt()) return;
    note(at, before, it.command(), Outcome.FAILED, it.fault() + ": " + it.message());
  }

  private void note(long at, RunState before, CommandId id, Outcome outcome, String detail) {
    var pending = before.pending().get(id);
    if (pending == null || !(pending.command() instanceof InvokeTool call)) return;
    var isQuery = outcome == Outcome.OPEN && pending.past().inDoubt();
    if (!isQuery) made.put(id, new Made(at, call, !before.isRead(call), outcome, cut(detail)));
  }

  private void refused(long at, RunState before, CommandId id, Denial denial) {
    var pending = before.pending().get(id);
    refused.add(new Refused(at, pending == null ? "" : what(pending.command()), denial));
  }

  private static String what(Command command) {
    return switch (command) {
      case InvokeTool call -> call.tool();
      case AcceptAnswer _ -> "answer";
      case ConfirmEffect confirm -> confirm.effect().tool();
      case RollBack _ -> RollBack.NAME;
      case AskModel _, Summarise _ -> "model";
    };
  }

  private static String shown(Content result) {
    return switch (result) {
      case Content.Inline(var value) -> value.json();
      case Content.Stored(_, _, var beginning) -> beginning;
    };
  }
}
