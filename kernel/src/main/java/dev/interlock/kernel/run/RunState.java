package dev.interlock.kernel.run;

import dev.interlock.kernel.brief.Brief;
import dev.interlock.kernel.brief.Transcript;
import dev.interlock.kernel.run.Course.Outlook;
import dev.interlock.kernel.run.Pending.Stage;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All the kernel knows of a run. Rebuilt from the journal; never stored as the truth.
 *
 * @param mandate what was fixed when the run came to be
 * @param course how far it has come
 * @param pending commands without an outcome, in order; bounded by the calls of one turn
 * @param transcript what the model has been shown; bounded
 * @param spending what has been used up and set aside
 * @param history what order and progress are judged by
 */
public record RunState(
    Mandate mandate,
    Course course,
    Map<CommandId, Pending> pending,
    Transcript transcript,
    Spending spending,
    History history) {

  public RunState {
    pending = Collections.unmodifiableMap(new TreeMap<>(pending));
  }

  public long sequence() {
    return course.sequence();
  }

  public boolean over() {
    return course.outlook() instanceof Outlook.Over;
  }

  /** What the model would be shown now. */
  public Brief brief() {
    return mandate.preamble().with(transcript);
  }

  /** A sure upper bound of the tokens in the brief: no tokenizer makes more than one of a byte. */
  public long briefTokensMax() {
    return mandate.preamble().bytes() + transcript.bytes();
  }

  /** Returns what waits for the gates and may be judged at {@code now}, in the order it came up. */
  public List<Pending> due(Instant now) {
    if (course.standsStill() || over()) return List.of();
    return wanted().filter(one -> !notBefore(one).isAfter(now)).toList();
  }

  /** Returns what the gates have allowed and no outcome has been recorded for, in order. */
  public List<Pending> permitted() {
    return pending.values().stream().filter(one -> one.stage() instanceof Stage.Permitted).toList();
  }

  /** Returns the ending that the run is ready for: intended, with no deed left in flight. */
  public Optional<Ending> readyToEnd() {
    return pending.isEmpty() ? course.intended() : Optional.empty();
  }

  /** Returns the first instant at which time alone changes something, if there is one. */
  public Optional<Instant> nextTimer() {
    if (over()) return Optional.empty();
    var retries =
        course.standsStill() ? Stream.<Instant>empty() : wanted().map(RunState::notBefore);
    var expiries =
        pending.values().stream()
            .filter(one -> one.stage() instanceof Stage.Held)
            .map(one -> ((Stage.Held) one.stage()).expiresAt());
    var deadline =
        course.intended().isPresent() ? Stream.<Instant>empty() : Stream.of(mandate.deadline());
    return Stream.of(retries, expiries, deadline).flatMap(times -> times).min(Instant::compareTo);
  }

  /** Returns where the run stands, in one word. */
  public Status status() {
    var stages = pending.values().stream().map(Pending::stage).toList();
    return switch (course.outlook()) {
      case Outlook.Over(var ending) -> ending.status();
      case Outlook.Going _, Outlook.Winding _, Outlook.Paused _, Outlook.Stopped _
          when stages.stream().anyMatch(Stage.InDoubt.class::isInstance) ->
          Status.OUTCOME_UNKNOWN;
      case Outlook.Paused _, Outlook.Stopped _ -> Status.PAUSED;
      case Outlook.Going _, Outlook.Winding _
          when stages.stream().anyMatch(Stage.Held.class::isInstance) ->
          Status.WAITING_APPROVAL;
      case Outlook.Going _, Outlook.Winding _ ->
          wanted().anyMatch(one -> notBefore(one).isAfter(course.at()))
                  && due(course.at()).isEmpty()
                  && permitted().isEmpty()
              ? Status.WAITING_TIMER
              : Status.RUNNING;
    };
  }

  Pending requirePending(CommandId id) {
    var found = pending.get(id);
    if (found == null) throw new JournalCorruptException("no pending command " + id);
    return found;
  }

  RunState with(Course next) {
    return new RunState(mandate, next, pending, transcript, spending, history);
  }

  RunState with(Outlook next) {
    return with(course.with(next));
  }

  RunState with(Transcript next) {
    return new RunState(mandate, course, pending, next, spending, history);
  }

  RunState with(Spending next) {
    return new RunState(mandate, course, pending, transcript, next, history);
  }

  RunState with(History next) {
    return new RunState(mandate, course, pending, transcript, spending, next);
  }

  RunState with(Pending one) {
    var more = new TreeMap<>(pending);
    more.put(one.command().id(), one);
    return new RunState(mandate, course, more, transcript, spending, history);
  }

  RunState without(CommandId id) {
    var less = new TreeMap<>(pending);
    less.remove(id);
    return new RunState(mandate, course, less, transcript, spending, history);
  }

  private Stream<Pending> wanted() {
    return pending.values().stream().filter(one -> one.stage() instanceof Stage.Wanted);
  }

  private static Instant notBefore(Pending one) {
    return ((Stage.Wanted) one.stage()).notBefore();
  }
}
