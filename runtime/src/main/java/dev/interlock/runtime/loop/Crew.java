package dev.interlock.runtime.loop;

import dev.interlock.runtime.effect.Outcome;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** How deeds that may be done at once are done. */
@FunctionalInterface
public interface Crew {

  /** Each on a virtual thread of its own. */
  Crew THREADS = Crew::onThreads;

  /** One after the other, for tests that must be repeatable. */
  Crew ONE_BY_ONE = deeds -> deeds.stream().map(Supplier::get).toList();

  /**
   * Does all of them, returns when the last is done, and gives what came of each in their order.
   *
   * @param deeds each is bounded in time and does not throw
   */
  List<Outcome> together(List<Supplier<Outcome>> deeds);

  private static List<Outcome> onThreads(List<Supplier<Outcome>> deeds) {
    if (deeds.size() == 1) return List.of(deeds.getFirst().get());
    var under =
        deeds.stream()
            .map(
                deed -> CompletableFuture.supplyAsync(deed, task -> Thread.ofVirtual().start(task)))
            .toList();
    return under.stream().map(CompletableFuture::join).toList();
  }
}
