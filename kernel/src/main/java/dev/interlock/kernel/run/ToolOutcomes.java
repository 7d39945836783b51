package dev.interlock.kernel.run;

import dev.interlock.kernel.brief.Message.Outcome;
import dev.interlock.kernel.charter.EffectClass;
import dev.interlock.kernel.charter.ToolContract;
import dev.interlock.kernel.failure.Leaf;
import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.Event.OutcomeUnknown;
import dev.interlock.kernel.run.Event.QueryAnswered;
import dev.interlock.kernel.run.Event.QueryFailed;
import dev.interlock.kernel.run.Event.ToolFailed;
import dev.interlock.kernel.run.Event.ToolReturned;
import dev.interlock.kernel.run.History.Seen;
import dev.interlock.kernel.run.Pending.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What follows from the outcome of a tool call, by the effect class of its contract. */
final class ToolOutcomes {
  /** How often a query is asked in vain before a person is. */
  private static final int QUERIES_MAX = 5;

  private ToolOutcomes() {}

  /** The call is done. What rests on its result is another matter. */
  static RunState returned(RunState now, ToolReturned event, Entry entry) {
    var call = Rulings.requireCall(now, event.command());
    if (call.undoes() != null) return Rollbacks.undone(release(now, call.id()), call);
    if (call.looks() != null) return Looks.returned(release(now, call.id()), call, event);
    var assessment = event.assessment();
    if (assessment == null || Assessment.complete(assessment)) {
      return complete(now, event.command(), event.result(), entry);
    }
    var settled = settled(now, call, Seen.Kind.FLAWED, event.result(), entry);
    var text =
        assessment.inWords()
            + ". Do not rely on this result: it satisfies no rule and proves no figure."
            + (Rulings.isRead(now, call) ? "" : " The call itself is done; do not repeat it.")
            + " As it came: "
            + shown(settled, event.result(), entry.sequence());
    var noted = Confirmations.flawed(settled, call, entry.sequence(), assessment.inWords());
    return Turns.next(Turns.tell(noted, call, Outcome.FLAWED, text));
  }

  /** The call is done, and its result may be relied on. */
  static RunState complete(RunState now, CommandId id, Content result, Entry entry) {
    var call = Rulings.requireCall(now, id);
    if (call.undoes() != null) return Rollbacks.undone(release(now, id), call);
    if (Confirmations.asked(now, call)) {
      var done = settled(now, call, Seen.Kind.UNCONFIRMED, result, entry);
      return Confirmations.wanted(done, call, result, entry.sequence());
    }
    var settled = settled(now, call, Seen.Kind.COMPLETE, result, entry);
    if (Fallbacks.is(now, call)) return Fallbacks.answered(settled, call, result);
    var text = shown(settled, result, entry.sequence());
    return Turns.next(Turns.tell(settled, call, Outcome.RETURNED, text));
  }

  private static RunState settled(
      RunState now, InvokeTool call, Seen.Kind kind, Content result, Entry entry) {
    var settled = release(now, call.id()).without(call.id());
    var order = now.mandate().charter().rules().order();
    var came = new History.Came(call, kind, result.digest(), entry);
    return settled
        .with(settled.history().returned(came, order, now.course().turn()))
        .with(settled.effects().happened(call.id(), entry.sequence()));
  }

  /**
   * The attempt failed and left nothing behind: try again if that may help, else tell the model.
   */
  static RunState failed(RunState now, ToolFailed event, Entry entry) {
    var call = Rulings.requireCall(now, event.command());
    var released = release(now, event.command());
    var pending = ended(released, event.command(), event.fault());
    var contract = contract(now, call);
    var lost = event.fault() == ToolFault.NOT_BEGUN || event.fault() == ToolFault.CRASH;
    var waits =
        event.fault() == ToolFault.THROTTLED
            || (event.fault().heldBack() && pending.past().inDoubt());
    var isFree = lost || waits;
    var mayRetry = event.fault().retryable() && (isFree || attemptsLeft(pending, contract));
    var wait = lost ? Duration.ZERO : backoff(pending, contract);
    var retryAfter = event.retryAfter();
    if (retryAfter != null && retryAfter.compareTo(wait) > 0) wait = Backoff.micros(retryAfter);
    var again = now.course().at().plus(wait);
    var begins = again.plus(Clocks.BEGIN_WITHIN);
    var inTime = contract.limits().leaveTimeFor(firstPermit(pending), begins);
    if (mayRetry && inTime && isWorthIt(now, pending)) {
      var past = waits ? pending.past().notTried() : pending.past();
      return released.with(pending.with(past).at(perform(again)));
    }
    if (pending.past().inDoubt()) {
      return released.with(pending.at(new Stage.InDoubt("an earlier attempt is in doubt")));
    }
    if (call.undoes() != null) {
      return Rollbacks.failed(released, call, event.fault().leaf(), event.message());
    }
    var error = event.fault().name().toLowerCase(Locale.ROOT) + ": " + event.message();
    return settledAsFailed(released, call, error, entry);
  }

  /** Nobody knows whether the effect happened: act by its class, never blindly. */
  static RunState unknown(RunState now, OutcomeUnknown event) {
    var call = Rulings.requireCall(now, event.command());
    var contract = contract(now, call);
    var at = now.course().at();
    var earliest = at;
    if (now.requirePending(event.command()).stage() instanceof Stage.Permitted(_, _, var by, _)
        && event.cause() == ToolFault.CRASH) {
      var over = by.plus(contract.limits().timeout()).plus(Clocks.SKEW_MAX);
      if (over.isAfter(earliest)) earliest = over;
    }
    var released = release(now, event.command());
    var pending = ended(released, event.command(), event.cause());
    return released.with(
        switch (contract.effect()) {
          case EffectClass.Read _, EffectClass.Transactional _ ->
              throw new JournalCorruptException(call.tool() + " is never in doubt: " + call.id());
          case EffectClass.Once _ -> doubt(pending, earliest, event.message());
          case EffectClass.Keyed(_, var validFor) ->
              attemptsLeft(pending, contract)
                      && earliest.isBefore(firstPermit(pending).plus(validFor))
                  ? pending.with(pending.past().doubtUntil(earliest)).at(perform(earliest))
                  : doubt(pending, earliest, event.message());
          case EffectClass.Reconcile(_, var query) ->
              pending
                  .with(pending.past().doubtUntil(settlesAt(earliest, query)))
                  .at(new Stage.Wanted(Attempt.Kind.QUERY, earliest));
        });
  }

  /** Whoever asks may have a clock that is ahead of the one by which the attempt was given up. */
  private static Instant settlesAt(Instant earliest, EffectClass.Query query) {
    return earliest.plus(query.settlesWithin()).plus(Clocks.SKEW_MAX);
  }

  /** A yes settles. A no counts once the effect had time to settle; then it may be tried again. */
  static RunState answered(RunState now, QueryAnswered event, Entry entry) {
    var call = Rulings.requireCall(now, event.command());
    if (event.happened()) return complete(now, event.command(), event.answer(), entry);
    var released = release(now, event.command());
    var pending = released.requirePending(event.command());
    var at = now.course().at();
    var settlesAt = requireSettlesAt(pending);
    if (askedAt(now, event.command()).isBefore(settlesAt)) {
      return released.with(pending.at(new Stage.Wanted(Attempt.Kind.QUERY, settlesAt)));
    }
    var contract = contract(now, call);
    var clear = pending.with(pending.past().doubtUntil(null));
    if (attemptsLeft(pending, contract) && isWorthIt(now, clear)) {
      return released.with(clear.at(perform(at.plus(backoff(pending, contract)))));
    }
    return settledAsFailed(released.with(clear), call, "it did not take effect", entry);
  }

  /** A query that was held back has not been asked in vain: it comes again until it is asked. */
  static RunState queryFailed(RunState now, QueryFailed event) {
    var id = event.command();
    var call = Rulings.requireCall(now, id);
    var released = release(now, id);
    var pending = ended(released, id, event.fault());
    var heldBack = event.fault().heldBack();
    var past = heldBack ? pending.past().notTried() : pending.past().failedAgain();
    if (past.failures() >= QUERIES_MAX) {
      return released.with(
          pending.at(new Stage.InDoubt("asked " + past.failures() + " times: " + event.message())));
    }
    var failures = heldBack ? past.heldBack() : past.failures();
    var wait = Backoff.before(failures, contract(now, call).limits().backoff(), id);
    var retryAfter = event.retryAfter();
    if (retryAfter != null && retryAfter.compareTo(wait) > 0) wait = Backoff.micros(retryAfter);
    var again = new Stage.Wanted(Attempt.Kind.QUERY, now.course().at().plus(wait));
    return released.with(pending.at(again).with(past));
  }

  private static Pending ended(RunState now, CommandId id, ToolFault fault) {
    var pending = now.requirePending(id);
    return pending.with(pending.past().ended(fault));
  }

  static RunState settledAsFailed(RunState now, InvokeTool call, String error, Entry entry) {
    if (call.undoes() != null) return Rollbacks.failed(now, call, Leaf.RUN_1, error);
    if (call.looks() != null) return Looks.failed(now, call, error);
    var effect = !Rulings.isRead(now, call);
    var left = now.without(call.id());
    var settled = left.with(left.effects().notHappened(call.id()));
    var history = settled.history().failed(call, error, entry, effect);
    var text = "failed: " + error + (effect ? "; it did not take effect" : "");
    return Turns.next(Turns.tell(settled.with(history), call, Outcome.FAILED, text));
  }

  /** Gives back what the attempt had reserved; a call in doubt has given it back already. */
  static RunState release(RunState now, CommandId id) {
    return now.requirePending(id).stage() instanceof Stage.Permitted(_, var worst, _, _)
        ? now.with(now.spending().settle(worst, 0, 0))
        : now;
  }

  /** A result as the model is shown it. */
  static String shown(RunState now, Content result, long entry) {
    var charsMax = now.transcript().resultCharsMax();
    var json =
        switch (result) {
          case Content.Inline(var value) -> value.json();
          case Content.Stored(_, _, var beginning) -> beginning;
        };
    var whole = result instanceof Content.Inline && json.length() <= charsMax;
    return whole
        ? json
        : json.substring(0, Math.min(json.length(), charsMax))
            + "… (only the beginning is shown; the whole stands in entry "
            + entry
            + "; ask for less)";
  }

  private static Pending doubt(Pending pending, Instant at, String cause) {
    return pending.with(pending.past().doubtUntil(at)).at(new Stage.InDoubt(cause));
  }

  private static Stage perform(Instant notBefore) {
    return new Stage.Wanted(Attempt.Kind.PERFORM, notBefore);
  }

  /** A run that is heading for its end does nothing more but settle doubts and undo. */
  private static boolean isWorthIt(RunState now, Pending pending) {
    return now.course().intended().isEmpty()
        || pending.past().inDoubt()
        || (pending.command() instanceof InvokeTool call && call.undoes() != null);
  }

  private static Duration backoff(Pending pending, ToolContract contract) {
    var id = pending.command().id();
    return Backoff.before(pending.past().attempts(), contract.limits().backoff(), id);
  }

  private static boolean attemptsLeft(Pending pending, ToolContract contract) {
    return pending.past().tries() < contract.limits().attemptsMax();
  }

  private static ToolContract contract(RunState now, InvokeTool call) {
    return now.mandate()
        .charter()
        .tool(call.tool())
        .orElseThrow(() -> new JournalCorruptException("no contract for " + call.tool()));
  }

  /** The query was asked no earlier; its answer may have been a long time under way. */
  private static Instant askedAt(RunState now, CommandId id) {
    if (now.requirePending(id).stage() instanceof Stage.Permitted(_, _, _, var at)) return at;
    throw new JournalCorruptException("answered without a permit: " + id);
  }

  private static Instant firstPermit(Pending pending) {
    return required(pending.past().firstPermit(), pending);
  }

  private static Instant requireSettlesAt(Pending pending) {
    return required(pending.past().settlesAt(), pending);
  }

  private static Instant required(@Nullable Instant instant, Pending pending) {
    if (instant != null) return instant;
    throw new JournalCorruptException("no permit before the outcome of " + pending.command().id());
  }
}
