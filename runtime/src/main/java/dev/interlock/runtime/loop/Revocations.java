package dev.interlock.runtime.loop;

import dev.interlock.kernel.charter.Principal;
import dev.interlock.kernel.run.Request;
import dev.interlock.kernel.run.Request.Approve;
import dev.interlock.kernel.run.Request.Cancel;
import dev.interlock.kernel.run.Request.Continue;
import dev.interlock.kernel.run.Request.Edit;
import dev.interlock.kernel.run.Request.Late;
import dev.interlock.kernel.run.Request.Pause;
import dev.interlock.kernel.run.Request.Postpone;
import dev.interlock.kernel.run.Request.Reject;
import dev.interlock.kernel.run.Request.Resolve;
import dev.interlock.kernel.run.Request.Rollback;
import dev.interlock.kernel.run.Request.SettleReview;
import dev.interlock.runtime.journal.Switchboard.Revoked;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is left of somebody's rights. */
final class Revocations {
  private final List<Revoked> revoked;

  Revocations(List<Revoked> revoked) {
    this.revoked = revoked;
  }

  /** Returns the roles that are left to somebody. */
  List<String> rolesOf(Principal principal) {
    return principal.roles().stream()
        .filter(role ->
            revoked.stream()
                .noneMatch(one -> one.name().equals(principal.name()) && role.equals(one.role())))
        .toList();
  }

  /** Returns why somebody has no rights any more at all; empty if that is not so. */
  Optional<String> whole(Principal principal) {
    return revoked.stream()
        .filter(one -> one.name().equals(principal.name()) && one.role() == null)
        .map(Revoked::reason)
        .findFirst();
  }

  /** Returns why a request does not count any more; empty if it is for the run to say. */
  Optional<String> objection(Request request) {
    var by = decides(request);
    return by == null
        ? Optional.empty()
        : whole(by).map(why -> "the rights of " + by.name() + " were revoked: " + why);
  }

  /** Returns the request as one with the roles that are left may make it. */
  Request left(Request request) {
    if (revoked.isEmpty()) return request;
    return switch (request) {
      case Approve(var call, var wanted, var by) -> new Approve(call, wanted, left(by));
      case Edit(var call, var wanted, var arguments, var by) ->
          new Edit(call, wanted, arguments, left(by));
      case Reject(var call, var reason, var by) -> new Reject(call, reason, left(by));
      case Postpone(var call, var by) -> new Postpone(call, left(by));
      case Resolve(var call, var result, var by) -> new Resolve(call, result, left(by));
      case SettleReview(var result, var reason, var by) ->
          new SettleReview(result, reason, left(by));
      case Rollback(var by) -> new Rollback(left(by));
      case Cancel _, Continue _, Late _, Pause _ -> request;
    };
  }

  private Principal left(Principal by) {
    return new Principal(by.name(), rolesOf(by), by.tenant(), by.operatingSystemUser());
  }

  /** Who decides something by this; to stop a run takes no rights. */
  private static @Nullable Principal decides(Request request) {
    return switch (request) {
      case Approve(_, _, var by) -> by;
      case Edit(_, _, _, var by) -> by;
      case Reject(_, _, var by) -> by;
      case Postpone(_, var by) -> by;
      case Resolve(_, _, var by) -> by;
      case SettleReview(_, _, var by) -> by;
      case Rollback(var by) -> by;
      case Cancel _, Continue _, Late _, Pause _ -> null;
    };
  }
}
