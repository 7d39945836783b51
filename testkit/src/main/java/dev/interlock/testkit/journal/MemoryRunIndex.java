package dev.interlock.testkit.journal;

import dev.interlock.kernel.charter.RunId;
import dev.interlock.runtime.journal.RunIndex;
import dev.interlock.runtime.journal.RunSummary;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds runs by looking at all of them. */
final class MemoryRunIndex implements RunIndex {
  private static final Comparator<Standing> NEWEST_FIRST =
      Comparator.comparing(Standing::startedAt).thenComparingInt(Standing::number).reversed();

  private final MemoryStore store;
  private final MemoryDisk disk;

  MemoryRunIndex(MemoryStore store, MemoryDisk disk) {
    this.store = store;
    this.disk = disk;
  }

  @Override
  public Optional<RunSummary> get(RunId run) {
    return store.read(() -> Optional.ofNullable(disk.runs.get(run)).map(known -> known.summary));
  }

  @Override
  public List<RunId> startingWith(String prefix, int max) {
    return store.read(() ->
        standing()
            .map(standing -> standing.summary.run())
            .filter(run -> run.text().startsWith(prefix))
            .sorted(Comparator.comparing(RunId::text))
            .limit(max)
            .toList());
  }

  @Override
  public List<RunSummary> list(Query query) {
    return store.read(() ->
        standing()
            .sorted(NEWEST_FIRST)
            .filter(standing -> isAfter(standing, query))
            .map(Standing::summary)
            .filter(summary -> fits(summary, query))
            .limit(query.max())
            .toList());
  }

  private boolean isAfter(Standing standing, Query query) {
    if (query.after() == null) return true;
    var after = standing().filter(last -> last.summary.run().equals(query.after())).findFirst();
    return after.isPresent() && NEWEST_FIRST.compare(after.get(), standing) < 0;
  }

  private static boolean fits(RunSummary summary, Query query) {
    return (query.status() == null || summary.status() == query.status())
        && (query.leaf() == null || summary.leaves().contains(query.leaf()))
        && !(query.unended() && summary.status().ended());
  }

  @Override
  public List<RunId> due(Instant now, int max) {
    return store.read(
        () -> timed().filter(timer -> !timer.at.isAfter(now)).limit(max).map(Timer::run).toList());
  }

  @Override
  public Optional<Instant> nextWake() {
    return store.read(() -> timed().map(Timer::at).findFirst());
  }

  private Stream<Timer> timed() {
    return standing()
        .map(Standing::summary)
        .filter(summary -> !summary.status().ended())
        .flatMap(
            summary -> Stream.ofNullable(summary.wakeAt()).map(at -> new Timer(summary.run(), at)))
        .sorted(Comparator.comparing(Timer::at));
  }

  private Stream<Standing> standing() {
    return disk.runs.values().stream()
        .flatMap(run ->
            Stream.ofNullable(run.summary).map(summary -> new Standing(summary, run.number)));
  }

  private record Timer(RunId run, Instant at) {}

  private record Standing(RunSummary summary, int number) {
    Instant startedAt() {
      return summary.startedAt();
    }
  }
}
