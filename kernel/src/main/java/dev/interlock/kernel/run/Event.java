package dev.interlock.kernel.run;

import dev.interlock.kernel.brief.Fold;
import dev.interlock.kernel.brief.ModelReply;
import dev.interlock.kernel.charter.Charter;
import dev.interlock.kernel.charter.Principal;
import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.charter.Usage;
import dev.interlock.kernel.failure.ModelFault;
import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.kernel.value.Digest;
import dev.interlock.kernel.value.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fact about a run: past tense, never changed, never deleted. The journal holds nothing else.
 *
 * <p>An event about a command names it in {@code command}, always first.
 */
public sealed interface Event {

  /** The run came to be. Always the first entry. */
  record RunStarted(RunId run, Charter charter, Digest charterDigest, Principal principal)
      implements Event {}

  /**
   * A process took the run up. Time between the entry before and this one was parked.
   *
   * @param epoch one more than in the life before
   * @param pid the process
   * @param processStartedAt tells the process from a later one of the same pid
   */
  record DriverStarted(long epoch, long pid, Instant processStartedAt) implements Event {}

  /** Something was ruled, on facts that stand beside the ruling. */
  sealed interface Ruled extends Event {
    CommandId command();

    Facts facts();
  }

  /**
   * Every gate allowed one attempt. The deed may begin once this is on disk.
   *
   * @param beginBy the attempt must not begin later
   * @param wanted digest of what is permitted: tool and arguments, or the brief
   * @param model the model that is asked, as in {@code openai/gpt-5-mini}; null if none is
   */
  record CommandPermitted(
      CommandId command,
      Attempt attempt,
      Reservation reserved,
      Instant beginBy,
      Digest wanted,
      @Nullable String model,
      Facts facts)
      implements Ruled {}

  /**
   * A person must decide.
   *
   * @param holds every question that is open
   * @param wanted digest of tool and arguments; a yes is bound to it
   * @param expiresAt until when a yes counts
   */
  record CommandHeld(
      CommandId command, List<Hold> holds, Digest wanted, Instant expiresAt, Facts facts)
      implements Ruled {
    public CommandHeld {
      holds = List.copyOf(holds);
    }
  }

  record CommandDenied(CommandId command, Denial denial, Facts facts) implements Ruled {}

  /**
   * The call was not made: an identical, fresh read gave its result already.
   *
   * @param entry where that result stands
   */
  record ResultReused(CommandId command, long entry, Facts facts) implements Ruled {}

  /** The agent only observes: the effect was recorded and not performed. */
  record EffectWithheld(CommandId command, Facts facts) implements Ruled {}

  /** No further attempt at a command that was permitted before. */
  record AttemptRefused(CommandId command, Denial denial, Facts facts) implements Ruled {}

  /**
   * The model answered.
   *
   * @param model the name under which it did
   * @param asked the name under which it was asked; null if that was not recorded
   * @param usage null if the provider did not say; then the reservation is charged
   * @param took from the first byte sent to the last received
   * @param times what else was measured; null if nothing was
   */
  record ModelReplied(
      CommandId command,
      int attempt,
      ModelReply reply,
      String model,
      @Nullable String asked,
      @Nullable Usage usage,
      Duration took,
      @Nullable ModelTimes times)
      implements Event {}

  /**
   * The small model put old turns in fewer words; the summary stands for them from now on.
   *
   * @param inputs what it was shown, oldest first
   * @param model the name under which it answered
   * @param asked the name under which it was asked
   * @param usage null if the provider did not say; then the reservation is charged
   */
  record TurnsSummarised(
      CommandId command,
      int attempt,
      String summary,
      List<Fold.Input> inputs,
      String model,
      String asked,
      @Nullable Usage usage,
      Duration took)
      implements Event {
    public TurnsSummarised {
      inputs = List.copyOf(inputs);
    }
  }

  /**
   * The model gave no usable reply.
   *
   * @param retryAfter how long the provider asked to be left alone; null if it did not say
   * @param usage null if the provider did not say
   */
  record ModelFailed(
      CommandId command,
      int attempt,
      ModelFault fault,
      String message,
      @Nullable Duration retryAfter,
      @Nullable Usage usage)
      implements Event {}

  /**
   * The tool answered. The call is done, whatever its answer is worth.
   *
   * @param assessment how the answer was held against the tool's contract; null if the tool has no
   *     contract of results: then the answer counts as complete
   */
  record ToolReturned(
      CommandId command,
      int attempt,
      Content result,
      Duration took,
      @Nullable Assessment assessment)
      implements Event {

    /** An answer that counts as complete, as nothing is asked of it. */
    public ToolReturned(CommandId command, int attempt, Content result, Duration took) {
      this(command, attempt, result, took, null);
    }
  }

  /** The call failed, and no effect of it is left in the world. */
  record ToolFailed(
      CommandId command,
      int attempt,
      ToolFault fault,
      String message,
      @Nullable Duration retryAfter)
      implements Event {}

  /** The attempt had begun, or may have, and nobody knows what came of it. */
  record OutcomeUnknown(CommandId command, int attempt, ToolFault cause, String message)
      implements Event {}

  /** The query tool said whether the key took effect. */
  record QueryAnswered(CommandId command, int attempt, boolean happened, Content answer)
      implements Event {}

  /**
   * The query tool could not be asked, or gave no usable answer.
   *
   * @param retryAfter how long the tool is to be left alone; null if nobody said
   */
  record QueryFailed(
      CommandId command,
      int attempt,
      ToolFault fault,
      String message,
      @Nullable Duration retryAfter)
      implements Event {

    /** Nobody said how long to leave the tool alone. */
    public QueryFailed(CommandId command, int attempt, ToolFault fault, String message) {
      this(command, attempt, fault, message, null);
    }
  }

  /**
   * A person settled an unknown outcome.
   *
   * @param result what the tool would have answered; null if it did not happen
   */
  record OutcomeResolved(
      CommandId command,
      boolean happened,
      @Nullable Content result,
      Principal by,
      RequestId request)
      implements Event {}

  /** An answer came in for a command that was settled already. Kept as evidence. */
  record LateAnswerKept(CommandId command, int attempt, Content result, RequestId request)
      implements Event {}

  record ApprovalGranted(CommandId command, Digest wanted, Principal by, RequestId request)
      implements Event {}

  record ApprovalRejected(CommandId command, String reason, Principal by, RequestId request)
      implements Event {}

  /** A person put other arguments in place; the original is settled and a new command wanted. */
  record ApprovalEdited(CommandId command, Value.Obj arguments, Principal by, RequestId request)
      implements Event {}

  /**
   * A person wants more time for a question.
   *
   * @param expiresAt until when a yes counts now
   */
  record ApprovalPostponed(CommandId command, Instant expiresAt, Principal by, RequestId request)
      implements Event {}

  record ApprovalExpired(CommandId command) implements Event {}

  /** A request could not be met. Nothing changed. */
  record RequestRefused(RequestId request, String reason) implements Event {}

  record RunPaused(String by, String reason) implements Event {}

  record RunContinued(String by) implements Event {}

  /**
   * Another phase began.
   *
   * @param phase its place; the number of phases for what comes after the last
   * @param name as the charter has it
   * @param reason what ended the one before
   */
  record PhaseEntered(int phase, String name, String reason) implements Event {}

  /**
   * A switch that concerns the run was found thrown. The run stands still until it is released; a
   * final one leads to its end.
   *
   * @param by who threw it, and when: before this entry, maybe long before
   */
  record SwitchThrown(Facts.Switch thrown, Signed by) implements Event {}

  /**
   * A switch that had stopped the run was found released.
   *
   * @param scope which one
   * @param by who released it, and when
   */
  record SwitchReleased(String scope, Signed by) implements Event {}

  /** Somebody wants the run to end. What has not begun is dropped. */
  record RunCancelled(Principal by, RequestId request) implements Event {}

  /** Somebody wants what the run has done taken back. */
  record RollbackRequested(Principal by, RequestId request) implements Event {}

  /**
   * What takes an effect back was worked out; it is wanted now.
   *
   * @param command the effect that is to be taken back
   * @param tool what does it
   * @param arguments what it is called with, without the key
   * @param evaluators which versions of which libraries worked them out
   */
  record CompensationPrepared(
      CommandId command, String tool, Value.Obj arguments, String evaluators) implements Event {}

  /**
   * What takes an effect back could not be worked out.
   *
   * @param command the effect, which stays
   */
  record CompensationImpossible(CommandId command, String reason) implements Event {}

  /**
   * What a ruling rests on is to be read; the read is wanted now.
   *
   * @param command what is to be judged
   * @param name under which the ruling knows the result
   * @param tool what is read with
   * @param arguments what it is called with
   * @param evaluators which versions of which libraries worked them out
   */
  record LookPrepared(
      CommandId command, String name, String tool, Value.Obj arguments, String evaluators)
      implements Event {}

  /**
   * It could not be worked out what is to be read for a ruling.
   *
   * @param command what is to be judged, without it
   */
  record LookImpossible(CommandId command, String name, String reason) implements Event {}

  record DeadlinePassed() implements Event {}

  /**
   * The agent cannot go on, and its fallback function is wanted.
   *
   * @param tool the function
   * @param arguments what it is given; null if that could not be made
   * @param problem why there are no arguments; empty if there are
   */
  record FallbackTaken(String tool, Value.@Nullable Obj arguments, String problem)
      implements Event {}

  record RunEnded(Ending ending) implements Event {}

  /**
   * A person gave the answer, after the run had ended in manual review. The facts say that it
   * passed the checks of an answer.
   *
   * @param reason as the person gave it; may be empty
   */
  record ReviewSettled(Facts facts, String reason, Principal by, RequestId request)
      implements Event {}
}
