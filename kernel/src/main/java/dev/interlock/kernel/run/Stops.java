package dev.interlock.kernel.run;

import dev.interlock.kernel.failure.Leaf;
import dev.interlock.kernel.run.Course.Outlook;
import dev.interlock.kernel.run.Course.Stop;
import dev.interlock.kernel.run.Event.SwitchThrown;
import java.util.ArrayList;

/** What follows from kill switches, and from a run being cancelled. */
final class Stops {
  private Stops() {}

  /**
   * A run stands still while any switch concerns it; a final one leads to its end, and undoes what
   * the run has done if it says so.
   */
  static RunState thrown(RunState now, SwitchThrown event) {
    var before = now.course().heading();
    var thrown = event.thrown();
    if (thrown.last()) {
      var why = "stopped for good by the switch on " + thrown.scope() + ": " + thrown.reason();
      var ending = Fallbacks.giveUp(now.with(before), Impasse.SWITCH, Leaf.SAF_4, why);
      return thrown.undoes() ? Rollbacks.undone(ending, event.by().by()) : ending;
    }
    var stops = new ArrayList<>(now.course().stops());
    stops.removeIf(other -> other.thrown().scope().equals(thrown.scope()));
    stops.add(new Stop(thrown, event.by()));
    return now.with(Outlook.Stopped.of(stops, before));
  }

  /** With the last of its switches gone, the run heads for where it was heading. */
  static RunState released(RunState now, String scope) {
    if (now.course().stops().isEmpty()) return now;
    var left = new ArrayList<>(now.course().stops());
    left.removeIf(stop -> stop.thrown().scope().equals(scope));
    var before = now.course().heading();
    return left.isEmpty()
        ? Turns.next(now.with(before))
        : now.with(Outlook.Stopped.of(left, before));
  }

  /** A person lets the run go on; a switch that is thrown still keeps it. */
  static RunState continued(RunState now) {
    var stops = now.course().stops();
    return stops.isEmpty()
        ? Turns.next(now.with(new Outlook.Going()))
        : now.with(Outlook.Stopped.of(stops, new Outlook.Going()));
  }

  /** What has not begun is dropped, whatever the run was heading for. */
  static RunState cancelled(RunState now, String by) {
    return Turns.wind(now.with(new Outlook.Going()), new Ending.Cancelled(by));
  }
}
