package dev.interlock.kernel.run;

import java.time.Instant;

/**
 * How far a run has come.
 *
 * @param sequence of the last entry
 * @param at time of the last entry
 * @param epoch the life that the run is in
 * @param turn how many turns the model has been asked for
 * @param outlook where it is heading
 */
public record Course(long sequence, Instant at, long epoch, int turn, Outlook outlook) {

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
    return new Course(sequence, at, epoch, turn, next);
  }

  Course entered(Entry entry) {
    return new Course(entry.sequence(), entry.at(), epoch, turn, outlook);
  }

  Course inEpoch(long next) {
    return new Course(sequence, at, next, turn, outlook);
  }

  Course nextTurn() {
    return new Course(sequence, at, epoch, turn + 1, outlook);
  }
}
