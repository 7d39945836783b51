package dev.interlock.cli;

import dev.interlock.kernel.charter.Principal;
import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.run.Request;
import dev.interlock.kernel.run.RunState;
import dev.interlock.runtime.Interlock;
import dev.interlock.runtime.UserError;
import dev.interlock.views.approval.ApprovalsView;
import dev.interlock.views.approval.Question;

/** What the verbs share by which a person decides something and the run goes on. */
abstract class DecidingVerb extends FollowingVerb {

  /** Who decides, with the roles that the run's charter knows. */
  final Principal by(RunState state) {
    return who().principal(state.mandate().charter());
  }

  /**
   * Asks it of the run, stays with the run, and reports.
   *
   * @return the exit code
   * @throws UserError if the run refuses; nothing changed
   */
  final int decide(Interlock interlock, RunId id, Request request) {
    var answer = interlock.ask(id, request);
    if (!answer.done()) throw new UserError(answer.reason(), id.text(), "");
    var run = interlock.run(id);
    var status = follow(interlock, run, false);
    report(interlock, run);
    return Exits.of(status);
  }

  /**
   * Returns the open question about a call.
   *
   * @throws UserError if there is none
   */
  final Question requireQuestion(RunState state, Given.Call call) {
    return ApprovalsView.of(state)
        .about(call.id())
        .orElseThrow(() ->
            new UserError(
                call.id() + " does not wait for a decision; the run is " + state.status(),
                call.run().text(),
                invocation().of("approvals") + " lists what does"));
  }
}
