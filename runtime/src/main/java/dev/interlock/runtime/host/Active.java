package dev.interlock.runtime.host;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A run that a thread has in hand, and what came up meanwhile. Whether the thread drives it, or
 * another process does, turns out only when it has asked the store: who asks in between is answered
 * by what turns out, or by a drive of their own after that. Not thread-safe; the host's lock guards
 * it.
 */
final class Active {
  private boolean owned;
  private boolean again;
  private boolean force;

  /** Who wants to know whether it is driven: those of this drive, and those of the next. */
  private final List<CompletableFuture<Boolean>> asking = new ArrayList<>();

  private final List<CompletableFuture<Boolean>> askingNext = new ArrayList<>();

  Active(CompletableFuture<Boolean> first) {
    asking.add(first);
  }

  /**
   * Something came up: the run is driven once more, unless that turns out to be needless.
   *
   * @param byForce even if another process seems to drive it; needless if this one does
   */
  void ask(CompletableFuture<Boolean> one, boolean byForce) {
    again = true;
    force |= byForce && !owned;
    if (owned) {
      var _ = one.complete(true);
    } else {
      askingNext.add(one);
    }
  }

  /** The thread drives the run: everybody who asked so far may know. */
  void owned() {
    owned = true;
    force = false;
    asking.addAll(askingNext);
    askingNext.clear();
    asking.forEach(one -> one.complete(true));
  }

  /**
   * Whether the run must be driven once more, and now.
   *
   * @param fenced whether it was just taken by another process, which only force takes it from
   */
  boolean again(boolean fenced) {
    return fenced ? force : again;
  }

  /** The thread drives the run no more, and will not again: nobody is left without an answer. */
  List<CompletableFuture<Boolean>> everybody() {
    asking.addAll(askingNext);
    askingNext.clear();
    return asking;
  }

  /**
   * The next drive begins; who asked for this one alone learns that it did not come to be.
   *
   * @return whether it is to take the run by force
   */
  boolean next() {
    var byForce = force;
    asking.forEach(one -> one.complete(false));
    asking.clear();
    asking.addAll(askingNext);
    askingNext.clear();
    again = false;
    force = false;
    owned = false;
    return byForce;
  }
}
