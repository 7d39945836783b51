package dev.interlock.testkit.sim;

import dev.interlock.kernel.run.CommandId;
import dev.interlock.kernel.run.Request;
import dev.interlock.kernel.run.RequestId;
import dev.interlock.kernel.value.Digest;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Everything that was asked of the run, and what of it was acknowledged. */
final class Letters {
  private final Scene scene;
  private final Map<RequestId, Request> written = new LinkedHashMap<>();
  private final Set<RequestId> acknowledged = new LinkedHashSet<>();
  private boolean disturbed;

  Letters(Scene scene) {
    this.scene = scene;
  }

  /** Puts a request into the inbox and wants the run driven. */
  void send(SimProcess by, String id, Request request) {
    var requestId = new RequestId(id);
    var bytes = scene.codec().encode(request);
    var _ = written.putIfAbsent(requestId, request);
    if (by.store().journal().request(scene.run(), requestId, bytes)) {
      var _ = acknowledged.add(requestId);
      scene.coverage().count("request " + request.getClass().getSimpleName());
    }
    by.driveAgain();
  }

  /** The name of the letter that brings a late answer. */
  static String late(CommandId command, int attempt) {
    return "late-" + command + "-" + attempt;
  }

  /** Whether a person said yes to exactly that call, in that letter. */
  boolean saidYes(RequestId letter, CommandId command, Digest wanted) {
    return written.get(letter) instanceof Request.Approve(var approved, var shown, _)
        && approved.equals(command)
        && shown.equals(wanted);
  }

  Set<RequestId> acknowledged() {
    return acknowledged;
  }

  Request written(RequestId id) {
    var request = written.get(id);
    if (request == null) throw new IllegalArgumentException("never written: " + id);
    return request;
  }

  /** Somebody who would have looked into the inbox may not come to it any more. */
  void disturb() {
    disturbed = true;
  }

  boolean disturbed() {
    return disturbed;
  }

  void settled() {
    disturbed = false;
  }
}
