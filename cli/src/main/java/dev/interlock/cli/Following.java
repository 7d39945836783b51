package dev.interlock.cli;

import dev.interlock.cli.screen.Screen;
import dev.interlock.kernel.run.RunState;
import dev.interlock.kernel.run.Status;
import dev.interlock.runtime.Run;
import dev.interlock.views.run.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Stays with a run until it ends, or waits for something that will not come by itself soon. */
final class Following {
  /** A timer that fires within this is waited for. */
  private static final Duration TIMER_MAX = Duration.ofMinutes(2);

  private static final Duration LOOK_FIRST = Duration.ofSeconds(1);
  private static final Duration LOOK_MAX = Duration.ofSeconds(8);

  private final Screen side;
  private final InstantSource clock;
  private final AtomicReference<Parking> parking = new AtomicReference<>(Parking.NO);

  /** How far a Ctrl-C has come. */
  private enum Parking {
    NO,
    /** Not needed: the run waits, and a person is being asked. */
    NEEDLESS,
    ASKED,
    /** It was parked, or could not be in time. */
    DONE
  }

  Following(Screen side, InstantSource clock) {
    this.side = side;
    this.clock = clock;
  }

  /** Has the first Ctrl-C park the runs. */
  void parkOnCtrlC(List<Run> runs, String by) {
    Interrupts.first(() -> {
      if (!parking.compareAndSet(Parking.NO, Parking.ASKED)) leave();
      side.line(
          "interlock: parking; a call under way is finished first. Ctrl-C again leaves at once");
      runs.forEach(run -> park(run, by));
      parking.set(Parking.DONE);
    });
  }

  /** While a person is being asked, Ctrl-C leaves at once: the run waits already. */
  void asking(boolean now) {
    var _ =
        now
            ? parking.compareAndSet(Parking.NO, Parking.NEEDLESS)
            : parking.compareAndSet(Parking.NEEDLESS, Parking.NO);
  }

  private static void leave() {
    Runtime.getRuntime().exit(Exits.of(Status.WAITING_APPROVAL));
  }

  private static void park(Run run, String by) {
    try {
      run.park(by, "Ctrl-C");
    } catch (RuntimeException late) {
      // It has ended, or is left as a dead process would leave it.
    }
  }

  /** Returns where the run stands when there is nothing more to stay for. */
  Status follow(Run run) {
    for (var look = LOOK_FIRST; ; look = longer(look)) {
      var status = run.await(look).status();
      if (parking.get() == Parking.DONE) return status;
      var goesOn =
          switch (status) {
            case RUNNING -> true;
            case WAITING_TIMER -> soon(run.state());
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
                false;
          };
      if (!goesOn) return status;
    }
  }

  private boolean soon(RunState state) {
    return Waiting.of(state).stream()
        .filter(Waiting.Timer.class::isInstance)
        .map(one -> ((Waiting.Timer) one).until())
        .min(Instant::compareTo)
        .map(until -> Duration.between(clock.instant(), until).compareTo(TIMER_MAX) < 0)
        .orElse(true);
  }

  private static Duration longer(Duration look) {
    var twice = look.multipliedBy(2);
    return twice.compareTo(LOOK_MAX) < 0 ? twice : LOOK_MAX;
  }
}
