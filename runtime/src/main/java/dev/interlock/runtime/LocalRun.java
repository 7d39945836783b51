package dev.interlock.runtime;

import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.run.Course.Outlook;
import dev.interlock.kernel.run.Ending;
import dev.interlock.kernel.run.Entry;
import dev.interlock.kernel.run.Event;
import dev.interlock.kernel.run.Event.RunEnded;
import dev.interlock.kernel.run.Request;
import dev.interlock.kernel.run.RunState;
import dev.interlock.kernel.run.Status;
import dev.interlock.kernel.value.Value;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A handle on a run of this folder. */
final class LocalRun implements Run {
  private static final Duration LOOK_EVERY = Duration.ofMillis(50);

  private final RunId id;
  private final Interlock interlock;

  LocalRun(RunId id, Interlock interlock) {
    this.id = id;
    this.interlock = interlock;
  }

  @Override
  public RunId id() {
    return id;
  }

  @Override
  public RunState state() {
    return interlock.look(id);
  }

  @Override
  public RunResult await(Duration atMost) {
    var deadline = new Deadline(atMost);
    while (true) {
      var broken = interlock.host().awaitLeft(id, deadline.left());
      if (broken.isPresent()) throw broken.get();
      var known = interlock.store().index().get(id);
      var driven = interlock.host().drives(id);
      if (known.isPresent() && !driven && stands(known.get().status())) return result();
      if (deadline.over()) return result();
      Interlock.pass(LOOK_EVERY);
    }
  }

  @Override
  public void park(String by, String reason) {
    var _ = interlock.ask(id, new Request.Pause(by, reason));
  }

  /** Nobody waits for a whole journal to be read who wants to know how it ended. */
  private RunResult result() {
    var known = interlock.store().index().get(id);
    if (known.isPresent() && known.get().status() != Status.COMPLETED) {
      return new RunResult(id, known.get().status(), Optional.empty());
    }
    var last = lastEvent();
    if (last instanceof RunEnded(Ending.Completed(var value, _, _, _))) {
      return new RunResult(id, Status.COMPLETED, Optional.of(value));
    }
    return result(state());
  }

  private @Nullable Event lastEvent() {
    var head = interlock.store().journal().head(id);
    if (head.isEmpty()) return null;
    try (var last = interlock.entries(id, head.get().sequence())) {
      return last.findFirst().map(Entry::event).orElse(null);
    }
  }

  private RunResult result(RunState state) {
    Optional<Value> output =
        state.course().outlook() instanceof Outlook.Over(Ending.Completed(var value, _, _, _))
            ? Optional.of(value)
            : Optional.empty();
    return new RunResult(id, state.status(), output);
  }

  /** Whether nothing will change by itself soon. */
  private static boolean stands(Status status) {
    return switch (status) {
      case RUNNING, WAITING_TIMER -> false;
      case OUTCOME_UNKNOWN,
          PAUSED,
          WAITING_APPROVAL,
          WAITING_USER,
          WAITING_CHILD,
          COMPLETED,
          ESCALATED,
          FAILED,
          STOPPED,
          CANCELLED,
          ROLLED_BACK ->
          true;
    };
  }
}
