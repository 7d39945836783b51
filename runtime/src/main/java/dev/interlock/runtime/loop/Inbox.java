package dev.interlock.runtime.loop;

import dev.interlock.kernel.run.Admission;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.Event;
import dev.interlock.kernel.run.Event.ApprovalEdited;
import dev.interlock.kernel.run.Event.RequestRefused;
import dev.interlock.kernel.run.Event.ReviewSettled;
import dev.interlock.kernel.run.Facts;
import dev.interlock.kernel.run.Facts.Violation;
import dev.interlock.kernel.run.Pending;
import dev.interlock.kernel.run.Reviews;
import dev.interlock.runtime.journal.Journal.Letter;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Opens what lies in a run's inbox: each letter becomes a fact, or says why it cannot. */
final class Inbox {
  private static final int PROBLEMS_SHOWN = 3;

  private final RunLog log;
  private final Workshop workshop;
  private final Supplier<FactSource> facts;

  Inbox(RunLog log, Workshop workshop, Supplier<FactSource> facts) {
    this.log = log;
    this.workshop = workshop;
    this.facts = facts;
  }

  boolean isEmpty() {
    return workshop.store().journal().inbox(log.run()).isEmpty();
  }

  /** Admits or refuses every letter; each leaves the inbox with the next commit. */
  void open() {
    for (var letter : workshop.store().journal().inbox(log.run())) {
      log.record(admitted(letter));
      log.drain(letter.id());
    }
  }

  private Event admitted(Letter letter) {
    var request = workshop.codec().decodeRequest(letter.request());
    var rights = new Revocations(workshop.store().switches().read().revoked());
    var state = log.announced();
    var objection = rights.objection(request);
    if (objection.isPresent()) return new RequestRefused(letter.id(), objection.get());
    var event = Admission.admit(state, letter.id(), rights.left(request), log.now());
    if (event instanceof ReviewSettled settled) return checked(settled);
    if (!(event instanceof ApprovalEdited edited)) return event;
    var violations = violations(edited);
    return violations.isEmpty()
        ? event
        : new RequestRefused(letter.id(), "the arguments do not fit: " + inWords(violations));
  }

  /** A person's answer passes the checks of an answer, or nothing changes. */
  private Event checked(ReviewSettled settled) {
    var given = settled.facts().answer();
    if (given == null) throw new IllegalStateException("a review without a result");
    var found = facts.get().review(log.state(), given.output(), log.now());
    return Reviews.objection(log.state(), found.answer())
        .<Event>map(why -> new RequestRefused(settled.request(), why))
        .orElseGet(
            () -> new ReviewSettled(found, settled.reason(), settled.by(), settled.request()));
  }

  /** A person's arguments are checked before they count: no yes is used up by a slip of the pen. */
  private List<Violation> violations(ApprovalEdited edited) {
    var pending = log.state().pending().get(edited.command());
    if (pending == null || !(pending.command() instanceof InvokeTool call)) return List.of();
    var changed =
        new InvokeTool(
            call.id(), call.callId(), call.tool(), edited.arguments(), edited.by(), call.purpose());
    var wanted = new Pending(changed, pending.stage(), pending.past(), pending.looked());
    return facts.get().establish(log.state(), wanted, log.now(), Facts.Standing.NONE).violations();
  }

  private static String inWords(List<Violation> violations) {
    var shown =
        violations.stream()
            .limit(PROBLEMS_SHOWN)
            .map(one -> (one.path().isEmpty() ? "they" : one.path()) + " " + one.problem())
            .collect(Collectors.joining("; "));
    var more = violations.size() - PROBLEMS_SHOWN;
    return more > 0 ? shown + "; and " + more + " more" : shown;
  }
}
