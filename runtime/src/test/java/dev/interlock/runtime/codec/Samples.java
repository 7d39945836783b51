package dev.interlock.runtime.codec;

import dev.interlock.kernel.brief.Fold;
import dev.interlock.kernel.brief.ModelReply;
import dev.interlock.kernel.brief.Proposal;
import dev.interlock.kernel.charter.Principal;
import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.charter.Usage;
import dev.interlock.kernel.failure.Leaf;
import dev.interlock.kernel.failure.ModelFault;
import dev.interlock.kernel.failure.ResultFault;
import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.kernel.run.Assessment;
import dev.interlock.kernel.run.Assessment.Flaw;
import dev.interlock.kernel.run.Attempt;
import dev.interlock.kernel.run.Author;
import dev.interlock.kernel.run.CommandId;
import dev.interlock.kernel.run.Content;
import dev.interlock.kernel.run.Denial;
import dev.interlock.kernel.run.Denial.Consequence;
import dev.interlock.kernel.run.Ending;
import dev.interlock.kernel.run.Event;
import dev.interlock.kernel.run.Facts;
import dev.interlock.kernel.run.Facts.AnswerFacts;
import dev.interlock.kernel.run.Facts.RuleOutcome;
import dev.interlock.kernel.run.Facts.Standing;
import dev.interlock.kernel.run.Facts.Switch;
import dev.interlock.kernel.run.Facts.Truth;
import dev.interlock.kernel.run.Facts.Violation;
import dev.interlock.kernel.run.Hold;
import dev.interlock.kernel.run.ModelTimes;
import dev.interlock.kernel.run.Request;
import dev.interlock.kernel.run.RequestId;
import dev.interlock.kernel.run.Reservation;
import dev.interlock.kernel.run.Signed;
import dev.interlock.kernel.value.Digest;
import dev.interlock.kernel.value.Value;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** One or more samples of every event and every request. The first of a kind is the golden one. */
final class Samples {
  private static final CommandId ID = new CommandId(2, 12, 1);
  private static final Instant AT = Instant.parse("2026-01-02T03:04:05.000006Z");
  private static final RequestId REQUEST = new RequestId("r-1");
  static final Digest DIGEST = Digest.of("wanted");
  static final Principal ADA = new Principal("ada", List.of("lead"), "acme", "ada1");
  private static final Principal BOB = Principal.of("bob");
  private static final Value.Obj ARGUMENTS =
      Value.of(
          Map.of(
              "amount", Value.of(new BigDecimal("12.50")),
              "none", Value.Null.NULL,
              "list", Value.of(List.of(Value.of(true), Value.of("\ud83d")))));
  private static final Content INLINE = new Content.Inline(ARGUMENTS);
  private static final Content STORED = new Content.Stored(DIGEST, 70_000, "{\"beginning\":");
  private static final Hold HOLD = new Hold("policy", "policy[0]", "large", ARGUMENTS);
  private static final Denial DENIAL =
      new Denial("order", "requires", "look first", ARGUMENTS, Consequence.NEWS, Leaf.PLN_1);
  private static final Standing STANDING =
      new Standing(
          List.of("orders:read"),
          7,
          List.of(
              new Switch("tool pay", "pay", "incident", false),
              new Switch("all", null, "x", true)));
  static final Assessment FLAWED =
      Assessment.of(
          List.of(
              new Flaw(ResultFault.INCOMPLETE, "result.next == null does not hold"),
              new Flaw(ResultFault.OUTDATED, "it is as of yesterday")),
          "json-schema 3.0.9, cel 0.14.0");
  private static final Signed SIGNED = new Signed("ada", "root", AT);
  private static final Facts FACTS =
      new Facts(
          AT,
          STANDING,
          List.of(new Violation("/amount", "is 1.9")),
          List.of(new RuleOutcome("policy[0]", Truth.TRUE, "")),
          new AnswerFacts(
              ARGUMENTS,
              Value.of(List.of()),
              new BigDecimal("0.80"),
              List.of(),
              List.of("42 stands nowhere"),
              List.of(new RuleOutcome("done-when[0]", Truth.ERROR, "no such key"))),
          "cel 0.14.0");
  private static final Facts BARE =
      new Facts(AT, Standing.NONE, List.of(), List.of(), null, "none");
  private static final Usage USAGE = new Usage(1_000, 400, 50);

  /** An effect whose post-condition holds. */
  static final Event CONFIRMED =
      new Event.CommandPermitted(
          ID,
          new Attempt(1, Attempt.Kind.PERFORM),
          Reservation.NONE,
          AT,
          DIGEST,
          null,
          new Facts(
              AT,
              Standing.NONE,
              List.of(),
              List.of(),
              null,
              new RuleOutcome("pay.done-when", Truth.TRUE, ""),
              "cel 0.14.0"));

  /** An answer that is not the model's. */
  static final Event BY_FUNCTION =
      new Event.RunEnded(
          new Ending.Completed(
              Value.of("42"), Value.of(List.of()), null, new Author.Function("decide", 14)));

  private Samples() {}

  static List<Event> events() {
    return List.of(
        new Event.RunStarted(
            new RunId("0123456789abcdefghjkmnpqrs"), SampleCharter.full(), DIGEST, ADA),
        new Event.DriverStarted(2, 4711, AT),
        new Event.CommandPermitted(
            ID,
            new Attempt(2, Attempt.Kind.QUERY),
            new Reservation(1_200, 34_000, Duration.ofMillis(10_500)),
            AT,
            DIGEST,
            null,
            FACTS),
        new Event.CommandPermitted(
            ID,
            new Attempt(1, Attempt.Kind.PERFORM),
            Reservation.NONE,
            AT,
            DIGEST,
            "openai/gpt-test",
            BARE),
        CONFIRMED,
        new Event.CommandHeld(ID, List.of(HOLD, HOLD), DIGEST, AT, BARE),
        new Event.CommandDenied(ID, DENIAL, FACTS),
        new Event.ResultReused(ID, 9, BARE),
        new Event.EffectWithheld(ID, BARE),
        new Event.AttemptRefused(ID, DENIAL, BARE),
        new Event.ModelReplied(
            ID,
            1,
            new ModelReply("I look.", List.of(new Proposal("c-1", "look", ARGUMENTS))),
            "gpt-test-2026",
            null,
            USAGE,
            Duration.ofNanos(1_234_567_000),
            null),
        new Event.ModelReplied(
            ID, 1, new ModelReply("42", List.of()), "gpt-test", null, null, Duration.ZERO, null),
        new Event.ModelReplied(
            ID,
            1,
            new ModelReply("42", List.of()),
            "gpt-test-2026",
            "gpt-test",
            USAGE,
            Duration.ZERO,
            new ModelTimes(Duration.ofMillis(2), Duration.ofMillis(310))),
        new Event.TurnsSummarised(
            ID,
            1,
            "Ada asked; [entry 7] says 42.",
            List.of(new Fold.Input(3, DIGEST), new Fold.Input(7, DIGEST)),
            "gpt-small-2026",
            "gpt-small",
            USAGE,
            Duration.ofMillis(700)),
        new Event.ModelFailed(
            ID, 2, ModelFault.RATE_LIMIT, "slow down", Duration.ofSeconds(90), USAGE),
        new Event.ModelFailed(ID, 1, ModelFault.CRASH, "", null, null),
        new Event.ToolReturned(ID, 1, INLINE, Duration.ofMillis(20)),
        new Event.ToolReturned(ID, 1, STORED, Duration.ofMillis(20)),
        new Event.ToolReturned(ID, 1, INLINE, Duration.ofMillis(20), FLAWED),
        new Event.ToolReturned(
            ID, 1, INLINE, Duration.ofMillis(20), Assessment.of(List.of(), "cel 1")),
        new Event.ToolFailed(ID, 1, ToolFault.NOT_FOUND, "no such order", Duration.ofMinutes(1)),
        new Event.ToolFailed(ID, 1, ToolFault.NOT_BEGUN, "", null),
        new Event.OutcomeUnknown(ID, 1, ToolFault.TIMEOUT, "no answer"),
        new Event.QueryAnswered(ID, 2, true, INLINE),
        new Event.QueryFailed(ID, 2, ToolFault.MALFORMED, "no json"),
        new Event.QueryFailed(
            ID, 2, ToolFault.THROTTLED, "too many at once", Duration.ofMillis(500)),
        new Event.OutcomeResolved(ID, true, INLINE, ADA, REQUEST),
        new Event.OutcomeResolved(ID, false, null, BOB, REQUEST),
        new Event.LateAnswerKept(ID, 1, INLINE, REQUEST),
        new Event.ApprovalGranted(ID, DIGEST, ADA, REQUEST),
        new Event.ApprovalRejected(ID, "too much", BOB, REQUEST),
        new Event.ApprovalEdited(ID, ARGUMENTS, ADA, REQUEST),
        new Event.ApprovalPostponed(ID, AT, ADA, REQUEST),
        new Event.ApprovalExpired(ID),
        new Event.RequestRefused(REQUEST, "not held"),
        new Event.RunPaused("switch on all", "incident"),
        new Event.RunContinued("ada"),
        new Event.PhaseEntered(1, "act", "until came true"),
        new Event.SwitchThrown(new Switch("tool pay", "pay", "incident", false), SIGNED),
        new Event.SwitchThrown(new Switch("all", null, "x", true), SIGNED),
        new Event.SwitchReleased("all", SIGNED),
        new Event.RunCancelled(ADA, REQUEST),
        new Event.RollbackRequested(ADA, REQUEST),
        new Event.CompensationPrepared(ID, "cancel_refund", ARGUMENTS, "cel 0.14.0"),
        new Event.CompensationImpossible(ID, "result.refund_id: no such key"),
        new Event.LookPrepared(ID, "order", "get_order", ARGUMENTS, "cel 0.14.0"),
        new Event.LookImpossible(ID, "order", "get_order.id: no such key"),
        new Event.DeadlinePassed(),
        new Event.RunEnded(
            new Ending.Completed(ARGUMENTS, Value.of(List.of()), new BigDecimal("0.90"))),
        new Event.RunEnded(new Ending.Completed(Value.of("42"), Value.of(List.of()), null)),
        BY_FUNCTION,
        new Event.RunEnded(
            new Ending.Completed(
                Value.of("42"), Value.of(List.of()), null, new Author.Person(ADA, "why", 9))),
        new Event.FallbackTaken("decide", ARGUMENTS, ""),
        new Event.FallbackTaken("decide", null, "no total"),
        new Event.ReviewSettled(FACTS, "asked the branch", ADA, REQUEST),
        new Event.RunEnded(new Ending.Stopped(Leaf.CST_1, "budget.cost is used up")),
        new Event.RunEnded(new Ending.Failed(Leaf.TOL_5, "no reply")),
        new Event.RunEnded(new Ending.Escalated("lead", Leaf.REA_1, "not sure")),
        new Event.RunEnded(new Ending.RolledBack("ada", 2, Leaf.VER_2, "rolled back 2 effects")),
        new Event.RunEnded(new Ending.RolledBack("ada", 1, null, "rolled back 1 effect")));
  }

  static List<Request> requests() {
    return List.of(
        new Request.Approve(ID, DIGEST, ADA),
        new Request.Reject(ID, "too much", BOB),
        new Request.Postpone(ID, BOB),
        new Request.Edit(ID, DIGEST, ARGUMENTS, ADA),
        new Request.Resolve(ID, INLINE, ADA),
        new Request.Resolve(ID, null, BOB),
        new Request.SettleReview(ARGUMENTS, "asked the branch", ADA),
        new Request.Late(ID, 1, INLINE),
        new Request.Late(ID, 1, INLINE, FLAWED),
        new Request.Pause("ada", "lunch"),
        new Request.Cancel(ADA),
        new Request.Rollback(ADA),
        new Request.Continue("ada"));
  }
}
