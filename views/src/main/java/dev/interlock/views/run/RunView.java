package dev.interlock.views.run;

import dev.interlock.kernel.run.Author;
import dev.interlock.kernel.run.Course.Outlook;
import dev.interlock.kernel.run.Ending;
import dev.interlock.kernel.run.Entry;
import dev.interlock.kernel.run.Event.RollbackRequested;
import dev.interlock.kernel.run.Event.RunEnded;
import dev.interlock.kernel.run.Kernel;
import dev.interlock.kernel.run.RunState;
import dev.interlock.kernel.run.Status;
import dev.interlock.kernel.value.Value;
import dev.interlock.views.cost.CostView;
import dev.interlock.views.failure.FailuresView;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One run at a glance. Not thread-safe. */
public final class RunView {
  private final CostView cost = new CostView();
  private final FailuresView failures = new FailuresView();
  private RunState state;
  private @Nullable Instant endedAt;

  /**
   * Takes the first entry of a run in.
   *
   * @throws dev.interlock.kernel.run.JournalCorruptException if it is not the start of a run
   */
  public RunView(Entry first) {
    state = Kernel.begin(first);
    note(first);
  }

  /**
   * Folds a whole journal.
   *
   * @throws IllegalArgumentException if there is no entry
   */
  public static RunView of(Iterable<Entry> entries) {
    @Nullable RunView view = null;
    for (var entry : entries) {
      if (view == null) view = new RunView(entry);
      else view.add(entry);
    }
    if (view == null) throw new IllegalArgumentException("no entries");
    return view;
  }

  /** Takes the next entry in. */
  public void add(Entry entry) {
    state = Kernel.step(state, entry);
    note(entry);
  }

  private void note(Entry entry) {
    cost.add(entry);
    failures.add(entry);
    switch (entry.event()) {
      case RunEnded _ -> endedAt = entry.at();
      case RollbackRequested _ -> endedAt = null;
      default -> {}
    }
  }

  public RunState state() {
    return state;
  }

  public CostView cost() {
    return cost;
  }

  public FailuresView failures() {
    return failures;
  }

  public Status status() {
    return state.status();
  }

  /** Whether the model's words come from a script. */
  public boolean scripted() {
    return state.mandate().charter().model().scripted();
  }

  public Optional<Ending> ending() {
    return state.course().outlook() instanceof Outlook.Over(var ending)
        ? Optional.of(ending)
        : Optional.empty();
  }

  /** Returns the answer proper, if the run is COMPLETED. */
  public Optional<Value> output() {
    return ending()
        .flatMap(end ->
            end instanceof Ending.Completed done ? Optional.of(done.output()) : Optional.empty());
  }

  /**
   * Returns the claims that were checked; empty if none were asked for or the run has no answer.
   */
  public List<Value> evidence() {
    return ending().orElse(null) instanceof Ending.Completed(_, Value.Arr(var claims), _, _)
        ? claims
        : List.of();
  }

  /** Returns why the run ended as it did; empty if it is COMPLETED or has not ended. */
  public Optional<String> reason() {
    return ending()
        .flatMap(end ->
            switch (end) {
              case Ending.Completed _ -> Optional.empty();
              case Ending.Cancelled(var by) -> Optional.of("cancelled by " + by);
              case Ending.Stopped(_, var reason) -> Optional.of(reason);
              case Ending.Failed(_, var reason) -> Optional.of(reason);
              case Ending.Escalated(_, _, var reason) -> Optional.of(reason);
              case Ending.RolledBack(_, _, _, var reason) -> Optional.of(reason);
            });
  }

  /** Returns the time from the first entry to the end, or to the last entry so far. */
  public Duration duration() {
    var until = endedAt == null ? state.course().at() : endedAt;
    return Duration.between(state.mandate().startedAt(), until);
  }

  public List<Waiting> waiting() {
    return Waiting.of(state);
  }

  /** The document that outsiders rely on; see the contract of the command line. */
  public Value.Obj json() {
    var charter = state.mandate().charter();
    var members = new TreeMap<String, Value>();
    members.put("run", Value.of(state.mandate().run().text()));
    members.put("agent", Value.of(charter.agent().name()));
    members.put("goal", Value.of(charter.goal()));
    members.put("principal", Value.of(state.mandate().principal().name()));
    members.put("charter", Value.of(state.mandate().charterDigest().hex()));
    members.put("model", Value.of(charter.model().use()));
    members.put("scripted", Value.of(scripted()));
    members.put("status", Value.of(status().name()));
    members.put("output", output().orElse(Value.Null.NULL));
    members.put("evidence", Value.of(evidence()));
    members.put("confidence", confidence());
    members.put("answeredBy", answeredBy());
    members.put("reason", reason().<Value>map(Value::of).orElse(Value.Null.NULL));
    members.put("cost", cost.json());
    members.put("startedAt", Value.of(state.mandate().startedAt().toString()));
    members.put("durationMs", Value.of(duration().toMillis()));
    members.put("entries", Value.of(state.sequence()));
    members.put("failures", failures.json());
    members.put("waiting", Value.of(waiting().stream().map(Waiting::json).toList()));
    return Value.of(members);
  }

  /** Who gave the answer; empty if the model did, or there is none. */
  public Optional<Author> author() {
    return ending().orElse(null) instanceof Ending.Completed(_, _, _, var author)
        ? Optional.ofNullable(author)
        : Optional.empty();
  }

  private Value answeredBy() {
    if (output().isEmpty()) return Value.Null.NULL;
    return author()
        .<Value>map(author ->
            switch (author) {
              case Author.Function(var tool, var entry) ->
                  Value.of(
                      Map.of(
                          "kind", Value.of("function"),
                          "tool", Value.of(tool),
                          "entry", Value.of(entry)));
              case Author.Person(var by, var reason, var entry) ->
                  Value.of(
                      Map.of(
                          "kind", Value.of("person"),
                          "name", Value.of(by.name()),
                          "reason", Value.of(reason),
                          "entry", Value.of(entry)));
            })
        .orElseGet(() -> Value.of(Map.of("kind", Value.of("model"))));
  }

  private Value confidence() {
    @Nullable BigDecimal stated =
        ending().orElse(null) instanceof Ending.Completed(_, _, var confidence, _)
            ? confidence
            : null;
    return stated == null ? Value.Null.NULL : Value.of(stated);
  }
}
