package dev.interlock.kernel.run;

import dev.interlock.kernel.brief.Brief;
import dev.interlock.kernel.brief.Preamble;
import dev.interlock.kernel.brief.Summaries;
import dev.interlock.kernel.brief.Transcript;
import dev.interlock.kernel.charter.Look;
import dev.interlock.kernel.charter.ModelTerms;
import dev.interlock.kernel.charter.Rules;
import dev.interlock.kernel.charter.ToolContract;
import dev.interlock.kernel.run.Course.Outlook;
import dev.interlock.kernel.run.Pending.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
 * @param effects what it has done to the world, and how far taking it back has come
 */
public record RunState(
    Mandate mandate,
    Course course,
    Map<CommandId, Pending> pending,
    Transcript transcript,
    Spending spending,
    History history,
    Effects effects) {

  /** How many reads that stand together in one turn are made at once. */
  public static final int READS_AT_ONCE = 8;

  public RunState {
    pending = Collections.unmodifiableMap(new TreeMap<>(pending));
  }

  public long sequence() {
    return course.sequence();
  }

  public boolean over() {
    return course.outlook() instanceof Outlook.Over;
  }

  /** The tools that the model may propose now. */
  public List<ToolContract> offered() {
    return mandate.charter().offered(course.phase().index());
  }

  /** The phase that the run is in; empty before the first and after the last. */
  public Optional<Rules.Phase> phase() {
    var phases = mandate.charter().rules().phases();
    var index = course.phase().index();
    return index < phases.size() ? Optional.of(phases.get(index)) : Optional.empty();
  }

  /** The name of the phase that the run is in. */
  public String phaseName() {
    return phase().map(Rules.Phase::name).orElse("answer");
  }

  /** Whether the model has been asked as often as the phase allows. */
  public boolean phaseIsUsedUp() {
    var steps = phase().map(Rules.Phase::steps).orElse(null);
    return steps != null && course.turn() - course.phase().since() >= steps;
  }

  private Preamble preamble() {
    return mandate.preambles().get(course.phase().index());
  }

  /** What the model would be shown now. */
  public Brief brief() {
    return preamble().with(transcript);
  }

  /** What a command shows its model now. */
  public Brief brief(Command command) {
    return command instanceof Command.Summarise
        ? Summaries.brief(mandate.charter(), transcript)
        : brief();
  }

  /** A sure upper bound of the tokens in a brief: no tokenizer makes more than one of a byte. */
  public long briefTokensMax(Command command) {
    return command instanceof Command.Summarise
        ? Summaries.tokensMax(brief(command))
        : preamble().bytes() + transcript.bytes();
  }

  /**
   * Returns the model that a command is for.
   *
   * @throws IllegalArgumentException if it is for none
   */
  public ModelTerms modelOf(Command command) {
    var charter = mandate.charter();
    return switch (command) {
      case Command.AskModel(_, _, var rank) -> charter.chain().get(rank);
      case Command.Summarise _ when charter.small() != null -> charter.small();
      case Command.Summarise _,
          Command.InvokeTool _,
          Command.AcceptAnswer _,
          Command.ConfirmEffect _,
          Command.RollBack _ ->
          throw new IllegalArgumentException("no model for " + command.id());
    };
  }

  /** Returns what waits for the gates and may be judged at {@code now}, in the order it came up. */
  public List<Pending> due(Instant now) {
    if (course.standsStill() || over()) return List.of();
    return judgeable(now).filter(one -> !notBefore(one).isAfter(now)).toList();
  }

  /** Returns what the gates have allowed and no outcome has been recorded for, in order. */
  public List<Pending> permitted() {
    return pending.values().stream().filter(one -> one.stage() instanceof Stage.Permitted).toList();
  }

  /**
   * Returns the longest that what is permitted may take before a command can begin. Reads that
   * stand together are made together, so the longest of them counts; a read that joins them does
   * not wait for them.
   */
  public Duration timeReservedBefore(Command next) {
    var sum = Duration.ZERO;
    var together = Duration.ZERO;
    var reads = 0;
    for (var one : permitted()) {
      var time = ((Stage.Permitted) one.stage()).reserved().time();
      if (!isRead(one.command()) || reads == READS_AT_ONCE) {
        sum = sum.plus(together);
        together = Duration.ZERO;
        reads = 0;
      }
      if (isRead(one.command())) {
        together = together.compareTo(time) < 0 ? time : together;
        reads++;
      } else {
        sum = sum.plus(time);
      }
    }
    var joins = isRead(next) && reads < READS_AT_ONCE;
    return joins ? sum : sum.plus(together);
  }

  /** Whether a command calls a tool that changes nothing. */
  public boolean isRead(Command command) {
    return command instanceof Command.InvokeTool call
        && mandate.charter().tool(call.tool()).orElseThrow().effect().isRead();
  }

  /** Whether the fallback function is to be called now: nothing else is left to do. */
  public boolean wantsFallback() {
    var recourse = course.recourse();
    return recourse != null
        && recourse.call() == null
        && pending.isEmpty()
        && course.outlook() instanceof Outlook.Going;
  }

  /** Returns the ending that the run is ready for: intended, with no deed left in flight. */
  public Optional<Ending> readyToEnd() {
    return pending.isEmpty() && !(effects.undoing() instanceof Effects.Undoing.Going)
        ? course.intended()
        : Optional.empty();
  }

  /** Returns the effect for which a compensation is to be prepared now, if one is. */
  public Optional<Effects.Effect> toUndo() {
    return pending.isEmpty() && !course.standsStill() && !over()
        ? Rollbacks.toUndo(this)
        : Optional.empty();
  }

  /** Returns what is to be read for the ruling on a command; empty if it is judged without. */
  public List<Look> looks(CommandId command) {
    var owner = pending.get(command);
    return owner == null ? List.of() : Looks.of(this, owner);
  }

  /**
   * What is to be read before a command can be judged.
   *
   * @param owner the command
   */
  public record Unread(Pending owner, Look look) {}

  /** Returns what is to be read now, if anything is: one thing at a time. */
  public Optional<Unread> toLook(Instant now) {
    if (course.standsStill() || over()) return Optional.empty();
    for (var one : pending.values()) {
      var look = Looks.next(this, one, Looks.of(this, one), now);
      if (look.isPresent()) {
        return isNext(one)
            ? Optional.of(new Unread(one, look.get())).filter(unread -> !isUnderWay(unread))
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** Whether every command before it has an outcome, or waits for a person. */
  private boolean isNext(Pending one) {
    return pending.values().stream()
        .takeWhile(earlier -> !earlier.equals(one))
        .noneMatch(earlier ->
            earlier.stage() instanceof Stage.Wanted || earlier.stage() instanceof Stage.Permitted);
  }

  private boolean isUnderWay(Unread unread) {
    return pending.values().stream()
        .map(Pending::command)
        .anyMatch(command ->
            command instanceof Command.InvokeTool call
                && call.looks() != null
                && call.looks().command().equals(unread.owner().command().id()));
  }

  /** Returns the first instant at which time alone changes something, if there is one. */
  public Optional<Instant> nextTimer() {
    if (over()) return Optional.empty();
    var retries =
        course.standsStill()
            ? Stream.<Instant>empty()
            : judgeable(course.at()).map(RunState::notBefore);
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

  RunState with(Effects next) {
    return new RunState(mandate, course, pending, transcript, spending, history, next);
  }

  /** The run heads for another ending than it did. */
  RunState towards(Ending ending) {
    return with(course.towards(ending));
  }

  Pending requirePending(CommandId id) {
    var found = pending.get(id);
    if (found == null) throw new JournalCorruptException("no pending command " + id);
    return found;
  }

  RunState with(Course next) {
    return new RunState(mandate, next, pending, transcript, spending, history, effects);
  }

  RunState with(Outlook next) {
    return with(course.with(next));
  }

  RunState with(Transcript next) {
    return new RunState(mandate, course, pending, next, spending, history, effects);
  }

  RunState with(Spending next) {
    return new RunState(mandate, course, pending, transcript, next, history, effects);
  }

  RunState with(History next) {
    return new RunState(mandate, course, pending, transcript, spending, next, effects);
  }

  RunState with(Pending one) {
    var more = new TreeMap<>(pending);
    more.put(one.command().id(), one);
    return new RunState(mandate, course, more, transcript, spending, history, effects);
  }

  RunState without(CommandId id) {
    var less = new TreeMap<>(pending);
    less.remove(id);
    return new RunState(mandate, course, less, transcript, spending, history, effects);
  }

  /**
   * What may be judged but for the time: of those that are wanted none that comes after one for
   * which something is to be read first.
   */
  private Stream<Pending> judgeable(Instant now) {
    var isReading = false;
    var may = new ArrayList<Pending>();
    for (var one : wanted().toList()) {
      if (one.command() instanceof Command.InvokeTool call && call.looks() != null) {
        may.add(one);
        continue;
      }
      var looks = Looks.of(this, one);
      isReading |=
          !looks.isEmpty() && (!isNext(one) || Looks.next(this, one, looks, now).isPresent());
      if (!isReading) may.add(one);
    }
    return may.stream();
  }

  private Stream<Pending> wanted() {
    return pending.values().stream().filter(one -> one.stage() instanceof Stage.Wanted);
  }

  private static Instant notBefore(Pending one) {
    return ((Stage.Wanted) one.stage()).notBefore();
  }
}
