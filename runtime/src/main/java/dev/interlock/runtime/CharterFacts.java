package dev.interlock.runtime;

import dev.interlock.kernel.run.Effects.Effect;
import dev.interlock.kernel.run.Event;
import dev.interlock.kernel.run.Event.FallbackTaken;
import dev.interlock.kernel.run.Event.PhaseEntered;
import dev.interlock.kernel.run.Facts;
import dev.interlock.kernel.run.Facts.Standing;
import dev.interlock.kernel.run.Pending;
import dev.interlock.kernel.run.RunState;
import dev.interlock.kernel.run.RunState.Unread;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.gate.EntryReader;
import dev.interlock.runtime.gate.FactFinder;
import dev.interlock.runtime.loop.FactSource;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What gates may know of one run, under its charter and from its journal. */
final class CharterFacts implements FactSource {
  private final FactFinder finder;
  private final EntryReader results;
  private final Supplier<Map<String, Value>> lastResults;

  /**
   * @param results finds the result in an entry
   * @param lastResults finds the last complete result of each tool; asked for only by a fallback
   */
  CharterFacts(FactFinder finder, EntryReader results, Supplier<Map<String, Value>> lastResults) {
    this.finder = finder;
    this.results = results;
    this.lastResults = lastResults;
  }

  @Override
  public Facts establish(RunState state, Pending pending, Instant at, Standing standing) {
    return finder.establish(state, pending, at, standing, results);
  }

  @Override
  public Optional<PhaseEntered> nextPhase(RunState state, Pending pending) {
    return finder.nextPhase(state, pending);
  }

  @Override
  public Event compensation(RunState state, Effect effect) {
    return finder.compensation(state, effect, results);
  }

  @Override
  public Event look(RunState state, Unread unread) {
    return finder.look(state, unread, results);
  }

  @Override
  public FallbackTaken fallback(RunState state) {
    return finder.fallback(state, lastResults.get());
  }

  @Override
  public Facts review(RunState state, Value result, Instant at) {
    return finder.review(state, result, at);
  }
}
