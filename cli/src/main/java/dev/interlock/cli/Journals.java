package dev.interlock.cli;

import dev.interlock.kernel.charter.RunId;
import dev.interlock.runtime.Interlock;
import dev.interlock.views.run.RunView;

/** Folds the journals of runs into views. */
final class Journals {
  private Journals() {}

  static RunView view(Interlock interlock, RunId run) {
    try (var entries = interlock.entries(run, 1)) {
      return RunView.of(entries::iterator);
    }
  }
}
