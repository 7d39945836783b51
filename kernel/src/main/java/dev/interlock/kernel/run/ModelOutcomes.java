package dev.interlock.kernel.run;

import dev.interlock.kernel.brief.Message;
import dev.interlock.kernel.charter.Usage;
import dev.interlock.kernel.failure.ModelFault;
import dev.interlock.kernel.run.Event.ModelFailed;
import dev.interlock.kernel.run.Event.ModelReplied;
import dev.interlock.kernel.run.Pending.Stage;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What follows from the outcome of a model call. */
final class ModelOutcomes {
  private static final Duration BACKOFF = Duration.ofMillis(500);

  private ModelOutcomes() {}

  static RunState replied(RunState now, ModelReplied event) {
    var charged = charge(now, event.command(), event.usage(), true).without(event.command());
    var said = new Message.FromModel(now.sequence(), event.reply());
    var heard = charged.with(charged.transcript().with(said));
    return endsAnyway(now) ? heard : Turns.proposed(heard, event.reply());
  }

  static RunState failed(RunState now, ModelFailed event) {
    var fault = event.fault();
    var charged = charge(now, event.command(), event.usage(), fault.billable());
    if (endsAnyway(now)) return charged.without(event.command());
    var pending = charged.requirePending(event.command());
    var past = pending.past().failedAgain();
    var lost = fault == ModelFault.CRASH || fault == ModelFault.NOT_BEGUN;
    var max = now.mandate().charter().model().attemptsMax();
    if (!fault.retryable() || (!lost && past.failures() >= max)) {
      var why =
          "the model gave no usable reply: "
              + fault.name().toLowerCase(java.util.Locale.ROOT)
              + ": "
              + event.message();
      return Turns.wind(charged.without(event.command()), new Ending.Failed(fault.leaf(), why));
    }
    var wait = lost ? Duration.ZERO : Backoff.before(past.failures(), BACKOFF, event.command());
    var retryAfter = event.retryAfter();
    if (retryAfter != null && retryAfter.compareTo(wait) > 0) wait = Backoff.micros(retryAfter);
    var again = new Stage.Wanted(Attempt.Kind.PERFORM, now.course().at().plus(wait));
    var next = charged.with(pending.at(again).with(lost ? pending.past() : past));
    return switch (fault) {
      case TRUNCATED ->
          Turns.tell(next, "Your last reply was cut at its maximum length. Be much shorter.");
      case EMPTY -> Turns.tell(next, "Your last reply was empty. Propose a call or answer.");
      case CONTEXT_OVERFLOW -> next.with(next.transcript().halved());
      case TIMEOUT,
          NETWORK,
          RATE_LIMIT,
          OVERLOAD,
          PROVIDER_ERROR,
          UNAUTHENTICATED,
          BAD_REQUEST,
          CONTENT_FILTER,
          MALFORMED,
          CRASH,
          NOT_BEGUN ->
          next;
    };
  }

  /** The run was heading for its end before the answer came: nothing follows from it. */
  private static boolean endsAnyway(RunState now) {
    return now.course().intended().isPresent();
  }

  /** Charges what was used; what may have been used and is not known is charged as reserved. */
  private static RunState charge(
      RunState now, CommandId id, @Nullable Usage usage, boolean billable) {
    if (!(now.requirePending(id).stage() instanceof Stage.Permitted(_, var worst, _, _))) {
      throw new JournalCorruptException("outcome without a permit: " + id);
    }
    if (usage != null) {
      var cost = now.mandate().charter().model().price().micros(usage);
      return now.with(now.spending().settle(worst, usage.totalTokens(), cost));
    }
    return now.with(
        billable
            ? now.spending().settle(worst, worst.tokens(), worst.costMicros())
            : now.spending().settle(worst, 0, 0));
  }
}
