package dev.interlock.kernel.run;

import java.time.Instant;

/**
 * How far a run has come.
 *
 * @param sequence of the last entry
 * @param at time of the last entry
 * @param epoch the life that the run is in
 * @param turn how many turns the model has been asked for
 * @param phase which of the charter's phases it is in
 * @param outlook where it is heading
 */
public record Course(
    long sequence, Instant at, long epoch, int turn, InPhase phase, Outlook outlook) {

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

    /** To this ending, once every deed under way is accounted for. */
    record Winding(Ending intended) implements Outlook {}

    /** It has ended. */
    record Over(Ending ending) implements Outlook {}
  }

  Course with(Outlook next) {
    return new Course(sequence, at, epoch, turn, phase, next);
  }

  Course entered(Entry entry) {
    return new Course(entry.sequence(), entry.at(), epoch, turn, phase, outlook);
  }

  Course inEpoch(long next) {
    return new Course(sequence, at, next, turn, phase, outlook);
  }

  Course nextTurn() {
    return new Course(sequence, at, epoch, turn + 1, phase, outlook);
  }

  /** The turn that is about to begin is the first of the phase. */
  Course inPhase(int index) {
    return new Course(sequence, at, epoch, turn, new InPhase(index, turn), outlook);
  }
}
