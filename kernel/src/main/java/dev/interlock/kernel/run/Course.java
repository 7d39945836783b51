package dev.interlock.kernel.run;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a run has come.
 *
 * @param sequence of the last entry
 * @param at time of the last entry
 * @param epoch the life that the run is in
 * @param turn how many turns the model has been asked for
 * @param phase which of the charter's phases it is in
 * @param outlook where it is heading
 * @param recourse whom it turned to when its agent could not go on; null as long as it can
 */
public record Course(
    long sequence,
    Instant at,
    long epoch,
    int turn,
    InPhase phase,
    Outlook outlook,
    @Nullable Recourse recourse) {

  /**
   * A place among the phases.
   *
   * @param index 0 for the first; the number of phases for what comes after the last
   * @param since the turn that was the first in it
   */
  public record InPhase(int index, int since) {
    static final InPhase FIRST = new InPhase(0, 1);
  }

  /** Where a run is heading. */
  public sealed interface Outlook {

    /** Onwards. */
    record Going() implements Outlook {}

    /** Nowhere, until somebody lets it go on. */
    record Paused(String by, String reason) implements Outlook {}

    /**
     * Nowhere, until every switch that stopped it is released.
     *
     * @param stops not empty
     * @param parked who had parked it as well; null if nobody had
     * @param intended the ending that it was heading for; null if for none
     */
    record Stopped(List<Stop> stops, @Nullable Paused parked, @Nullable Ending intended)
        implements Outlook {
      public Stopped {
        stops = List.copyOf(stops);
      }

      static Stopped of(List<Stop> stops, Outlook before) {
        return new Stopped(
            stops,
            before instanceof Paused paused ? paused : null,
            before instanceof Winding(var ending) ? ending : null);
      }

      /** Where it was heading, and will again. */
      Outlook before() {
        if (intended != null) return new Winding(intended);
        return parked == null ? new Going() : parked;
      }
    }

    /** To this ending, once every deed under way is accounted for. */
    record Winding(Ending intended) implements Outlook {}

    /** It has ended. */
    record Over(Ending ending) implements Outlook {}
  }

  /** A switch that stopped the run, and who threw it. */
  public record Stop(Facts.Switch thrown, Signed by) {}

  /** Returns the switches that keep the run from going on. */
  public List<Stop> stops() {
    return outlook instanceof Outlook.Stopped stopped ? stopped.stops() : List.of();
  }

  /** Returns where the run is heading, or will again when it is stopped no more. */
  public Outlook heading() {
    return outlook instanceof Outlook.Stopped stopped ? stopped.before() : outlook;
  }

  /** Returns the ending that the run is heading for, even if it is stopped on the way. */
  public Optional<Ending> intended() {
    return heading() instanceof Outlook.Winding(var ending)
        ? Optional.of(ending)
        : Optional.empty();
  }

  /** The run heads for another ending than it did, even if it is stopped on the way. */
  Course towards(Ending ending) {
    return with(
        outlook instanceof Outlook.Stopped(var stops, var parked, _)
            ? new Outlook.Stopped(stops, parked, ending)
            : new Outlook.Winding(ending));
  }

  /** Whether nothing may be judged: somebody has to let the run go on first. */
  boolean standsStill() {
    return outlook instanceof Outlook.Paused || outlook instanceof Outlook.Stopped;
  }

  Course with(Outlook next) {
    return new Course(sequence, at, epoch, turn, phase, next, recourse);
  }

  Course with(Recourse next) {
    return new Course(sequence, at, epoch, turn, phase, outlook, next);
  }

  Course entered(Entry entry) {
    return new Course(entry.sequence(), entry.at(), epoch, turn, phase, outlook, recourse);
  }

  Course inEpoch(long next) {
    return new Course(sequence, at, next, turn, phase, outlook, recourse);
  }

  Course nextTurn() {
    return new Course(sequence, at, epoch, turn + 1, phase, outlook, recourse);
  }

  /** The turn that is about to begin is the first of the phase. */
  Course inPhase(int index) {
    return new Course(sequence, at, epoch, turn, new InPhase(index, turn), outlook, recourse);
  }
}
