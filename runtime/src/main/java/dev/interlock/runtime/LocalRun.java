package dev.interlock.runtime;

import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.run.Course.Outlook;
import dev.interlock.kernel.run.Ending;
import dev.interlock.kernel.run.Request;
import dev.interlock.kernel.run.RunState;
import dev.interlock.kernel.run.Status;
import dev.interlock.kernel.value.Value;
import java.time.Duration;
import java.util.Optional;

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

  private RunResult result() {
    var state = state();
    Optional<Value> output =
        state.course().outlook() instanceof Outlook.Over(Ending.Completed(var value, _, _))
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
