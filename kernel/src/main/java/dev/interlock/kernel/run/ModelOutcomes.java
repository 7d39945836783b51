package dev.interlock.kernel.run;

import dev.interlock.kernel.brief.Message;
import dev.interlock.kernel.charter.Usage;
import dev.interlock.kernel.failure.ModelFault;
import dev.interlock.kernel.run.Command.AskModel;
import dev.interlock.kernel.run.Command.Summarise;
import dev.interlock.kernel.run.Course.Outlook;
import dev.interlock.kernel.run.Event.ModelFailed;
import dev.interlock.kernel.run.Event.ModelReplied;
import dev.interlock.kernel.run.Event.TurnsSummarised;
import dev.interlock.kernel.run.Pending.Stage;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What follows from the outcome of a model call. */
final class ModelOutcomes {
  private static final Duration BACKOFF = Duration.ofMillis(500);

  /** A provider that wants to be left alone for longer is not waited for if another can answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private ModelOutcomes() {}

  static RunState replied(RunState now, ModelReplied event) {
    var charged = charge(now, event.command(), event.usage(), true).without(event.command());
    var said = new Message.FromModel(now.sequence(), event.reply());
    var heard = charged.with(charged.transcript().with(said));
    return endsAnyway(now) ? heard : Turns.proposed(heard, event.reply());
  }

  static RunState summarised(RunState now, TurnsSummarised event) {
    var charged = charge(now, event.command(), event.usage(), true).without(event.command());
    var shorter = charged.transcript().summarised(event.inputs(), event.summary());
    var next = charged.with(shorter);
    return next.course().outlook() instanceof Outlook.Going ? Turns.ask(next, 0) : next;
  }

  static RunState failed(RunState now, ModelFailed event) {
    var fault = event.fault();
    var charged = charge(now, event.command(), event.usage(), fault.billable());
    if (endsAnyway(now)) return charged.without(event.command());
    var pending = charged.requirePending(event.command());
    var past = pending.past().failedAgain();
    var lost = fault == ModelFault.CRASH || fault == ModelFault.NOT_BEGUN;
    var usedUp = !lost && past.failures() >= charged.modelOf(pending.command()).attemptsMax();
    if (!fault.retryable() || usedUp || isWorthTurningAway(charged, pending, event)) {
      return giveUp(charged, pending, event);
    }
    var wait = lost ? Duration.ZERO : Backoff.before(past.failures(), BACKOFF, event.command());
    var retryAfter = event.retryAfter();
    if (retryAfter != null && retryAfter.compareTo(wait) > 0) wait = Backoff.micros(retryAfter);
    var again = new Stage.Wanted(Attempt.Kind.PERFORM, now.course().at().plus(wait));
    var next = charged.with(pending.at(again).with(lost ? pending.past() : past));
    return pending.command() instanceof Summarise ? next : told(next, fault);
  }

  /** What another attempt must know of the one that failed. */
  private static RunState told(RunState next, ModelFault fault) {
    return switch (fault) {
      case TRUNCATED ->
          Turns.tell(next, "Your last reply was cut at its maximum length. Be much shorter.");
      case EMPTY -> Turns.tell(next, "Your last reply was empty. Propose a call or answer.");
      case CONTEXT_OVERFLOW -> next.with(next.transcript().halved());
      case TIMEOUT,
          NETWORK,
          RATE_LIMIT,
          OVERLOAD,
          CIRCUIT_OPEN,
          PROVIDER_ERROR,
          UNAUTHENTICATED,
          BAD_REQUEST,
          CONTENT_FILTER,
          MALFORMED,
          OTHER_MODEL,
          CRASH,
          NOT_BEGUN ->
          next;
    };
  }

  /** Whether the provider wants to be left alone and somebody else can be asked meanwhile. */
  private static boolean isWorthTurningAway(RunState now, Pending pending, ModelFailed event) {
    var pause = event.retryAfter();
    var isLong = pause != null && pause.compareTo(PATIENCE) > 0;
    return behind(now, pending.command(), event.fault()).isPresent()
        && (isLong || event.fault() == ModelFault.CIRCUIT_OPEN);
  }

  /** Without the summary goes on what is left out; without the model, the one behind it. */
  private static RunState giveUp(RunState charged, Pending pending, ModelFailed event) {
    var left = charged.without(event.command());
    if (pending.command() instanceof Summarise) return Rulings.withoutSummary(left);
    var fault = event.fault();
    var rank = behind(left, pending.command(), fault);
    if (rank.isPresent()) return Turns.ask(left, rank.getAsInt());
    var why =
        "the model gave no usable reply: "
            + fault.name().toLowerCase(Locale.ROOT)
            + ": "
            + event.message();
    return Fallbacks.giveUp(left, Impasse.MODELS_FAILED, fault.leaf(), why);
  }

  /** The rank of the model that can stand in after this fault. */
  private static OptionalInt behind(RunState now, Command command, ModelFault fault) {
    if (!(command instanceof AskModel ask) || !fault.another()) return OptionalInt.empty();
    var next = ask.rank() + 1;
    var isGoing = now.course().outlook() instanceof Outlook.Going;
    return isGoing && next < now.mandate().charter().chain().size()
        ? OptionalInt.of(next)
        : OptionalInt.empty();
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
      var cost = now.modelOf(now.requirePending(id).command()).price().micros(usage);
      return now.with(now.spending().settle(worst, usage.totalTokens(), cost));
    }
    return now.with(
        billable
            ? now.spending().settle(worst, worst.tokens(), worst.costMicros())
            : now.spending().settle(worst, 0, 0));
  }
}
