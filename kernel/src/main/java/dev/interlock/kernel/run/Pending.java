package dev.interlock.kernel.run;

import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.kernel.value.Digest;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A command that has no outcome yet, how far it has come, and what it went through before.
 *
 * @param command what is wanted
 * @param stage how far it has come
 * @param past what it went through before
 * @param looked what has been read for its ruling
 */
public record Pending(Command command, Stage stage, Past past, Looked looked) {

  /** A command for which nothing has been read. */
  public Pending(Command command, Stage stage, Past past) {
    this(command, stage, past, Looked.NOTHING);
  }

  /** How far a command has come. */
  public sealed interface Stage {

    /**
     * It waits for the gates.
     *
     * @param attempt which kind of attempt is wanted
     * @param notBefore when it may be judged
     */
    record Wanted(Attempt.Kind attempt, Instant notBefore) implements Stage {}

    /**
     * The deed may have begun.
     *
     * @param at when it was permitted; it began no earlier
     */
    record Permitted(Attempt attempt, Reservation reserved, Instant beginBy, Instant at)
        implements Stage {}

    /** It waits for a person. */
    record Held(List<Hold> holds, Digest wanted, Instant expiresAt) implements Stage {
      public Held {
        holds = List.copyOf(holds);
      }
    }

    /** Nobody knows what came of it, and only a person can find out. */
    record InDoubt(String cause) implements Stage {}
  }

  /**
   * One person's yes to one question.
   *
   * @param by the person's name
   */
  public record Approved(Hold hold, String by) {}

  /**
   * What a command went through before its present stage.
   *
   * @param attempts how many attempts were permitted
   * @param failures how many of the model's answers, or of the queries, failed in a row
   * @param firstPermit when the first attempt was permitted; null before
   * @param settlesAt from when on a query's "no" is final; null while no effect is in doubt
   * @param approved the questions that people have said yes to, until the next permit
   * @param asked how often a person was asked
   * @param heldBack how many of the attempts were never begun, so as not to ask too much of a tool,
   *     and do not count
   * @param cutShort whether the last attempt that began ended with the process that made it: to
   *     make it again is no retry, since it was not the tool that failed
   */
  public record Past(
      int attempts,
      int failures,
      @Nullable Instant firstPermit,
      @Nullable Instant settlesAt,
      List<Approved> approved,
      int asked,
      int heldBack,
      boolean cutShort) {
    static final Past NONE = new Past(0, 0, null, null, List.of(), 0, 0, false);

    public Past {
      approved = List.copyOf(approved);
    }

    /** Whether an attempt may have taken effect. */
    public boolean inDoubt() {
      return settlesAt != null;
    }

    /** Whether any attempt was permitted: from then on the command is not denied or held again. */
    public boolean begun() {
      return attempts > 0;
    }

    /** How many of the attempts that were permitted count. */
    public int tries() {
      return attempts - heldBack;
    }

    Past permitted(Instant at) {
      var first = firstPermit == null ? at : firstPermit;
      return new Past(
          attempts + 1, failures, first, settlesAt, List.of(), asked, heldBack, cutShort);
    }

    Past failedAgain() {
      return new Past(
          attempts, failures + 1, firstPermit, settlesAt, approved, asked, heldBack, cutShort);
    }

    Past doubtUntil(@Nullable Instant settles) {
      return new Past(attempts, 0, firstPermit, settles, approved, asked, heldBack, cutShort);
    }

    /** A yes counts until the next permit: a later question does not undo an earlier answer. */
    Past withApproval(List<Hold> holds, String by) {
      var said = holds.stream().map(hold -> new Approved(hold, by));
      var all = Stream.concat(approved.stream(), said).toList();
      return new Past(attempts, failures, firstPermit, settlesAt, all, asked, heldBack, cutShort);
    }

    Past askedAgain() {
      return new Past(
          attempts, failures, firstPermit, settlesAt, approved, asked + 1, heldBack, cutShort);
    }

    /** An attempt ended so; one that was never begun says nothing of the one before. */
    Past ended(ToolFault fault) {
      var lost = fault == ToolFault.CRASH;
      return fault.heldBack() || fault == ToolFault.NOT_BEGUN || lost == cutShort
          ? this
          : new Past(attempts, failures, firstPermit, settlesAt, approved, asked, heldBack, lost);
    }

    Past notTried() {
      return new Past(
          attempts, failures, firstPermit, settlesAt, approved, asked, heldBack + 1, cutShort);
    }
  }

  static Pending wanted(Command command, Instant at) {
    return new Pending(
        command, new Stage.Wanted(Attempt.Kind.PERFORM, at), Past.NONE, Looked.NOTHING);
  }

  Pending at(Stage next) {
    return new Pending(command, next, past, looked);
  }

  Pending with(Past next) {
    return new Pending(command, stage, next, looked);
  }

  Pending with(Looked next) {
    return new Pending(command, stage, past, next);
  }

  /** Whether the deed may have begun, or did begin and is not accounted for. */
  public boolean underWay() {
    return switch (stage) {
      case Stage.Permitted _, Stage.InDoubt _ -> true;
      case Stage.Wanted _ -> past.inDoubt();
      case Stage.Held _ -> false;
    };
  }

  /** Returns the names of those who have said yes to this question, each once. */
  public Set<String> approvers(Hold hold) {
    var names = new LinkedHashSet<String>();
    for (var yes : past.approved()) {
      if (hold.sameQuestion(yes.hold())) names.add(yes.by());
    }
    return names;
  }
}
