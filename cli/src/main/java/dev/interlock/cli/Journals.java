package dev.interlock.cli;

import dev.interlock.kernel.charter.RunId;
import dev.interlock.runtime.Interlock;
import dev.interlock.runtime.UserError;
import dev.interlock.views.run.RunView;

/** Folds the journals of runs into views. */
final class Journals {
  private Journals() {}

  /**
   * Folds the journal of a run.
   *
   * @throws UserError if it has no entry
   */
  static RunView view(Interlock interlock, RunId run) {
    try (var entries = interlock.entries(run, 1)) {
      var all = entries.iterator();
      if (!all.hasNext()) throw new UserError("it has no entries", run.text(), "");
      var view = new RunView(all.next());
      all.forEachRemaining(view::add);
      return view;
    }
  }
}
