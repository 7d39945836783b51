package dev.interlock.kernel.run;

import dev.interlock.kernel.charter.Principal;
import dev.interlock.kernel.value.Digest;
import dev.interlock.kernel.value.Value;
import org.jspecify.annotations.Nullable;

/** What an outsider asks of a run. Not yet a fact: the driver admits it or refuses it. */
public sealed interface Request {

  /** Yes to a held command, exactly as shown. */
  record Approve(CommandId command, Digest wanted, Principal by) implements Request {}

  record Reject(CommandId command, String reason, Principal by) implements Request {}

  /** Yes to a held command with other arguments. */
  record Edit(CommandId command, Digest wanted, Value.Obj arguments, Principal by)
      implements Request {}

  /** Not now: a held command waits on, for as long as a new question would. */
  record Postpone(CommandId command, Principal by) implements Request {}

  /**
   * A person knows what came of an unknown outcome.
   *
   * @param result what the tool would have answered; null if it did not happen
   */
  record Resolve(CommandId command, @Nullable Content result, Principal by) implements Request {}

  /**
   * A tool answered after its timeout.
   *
   * @param assessment how the answer was held against the tool's contract when it came; null if the
   *     tool has no contract of results
   */
  record Late(CommandId command, int attempt, Content result, @Nullable Assessment assessment)
      implements Request {

    /** An answer that counts as complete, as nothing is asked of it. */
    public Late(CommandId command, int attempt, Content result) {
      this(command, attempt, result, null);
    }
  }

  /**
   * A person gives the answer that the agent could not.
   *
   * @param result the answer proper, without an envelope
   * @param reason why, for whoever reads it later; may be empty
   */
  record SettleReview(Value result, String reason, Principal by) implements Request {}

  /** Stop driving at the next safe point. */
  record Pause(String by, String reason) implements Request {}

  /** End, once what is under way is accounted for. */
  record Cancel(Principal by) implements Request {}

  /**
   * Take back what the run has done: one that goes on is cancelled first, one that has ended is
   * taken up again for this alone.
   */
  record Rollback(Principal by) implements Request {}

  /** Go on after a pause. */
  record Continue(String by) implements Request {}
}
