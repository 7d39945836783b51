package dev.interlock.testkit.journal;

import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.failure.Leaf;
import dev.interlock.kernel.run.RequestId;
import dev.interlock.kernel.run.Status;
import dev.interlock.kernel.value.Digest;
import dev.interlock.runtime.journal.Journal.Conditions;
import dev.interlock.runtime.journal.Journal.Deed;
import dev.interlock.runtime.journal.Journal.Ownership;
import dev.interlock.runtime.journal.Journal.Write;
import dev.interlock.runtime.journal.RunSummary;
import dev.interlock.runtime.journal.SealedEntry;
import dev.interlock.runtime.journal.Store;
import dev.interlock.runtime.journal.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Drives one run without a kernel: owns it, and appends entries whose bodies mean nothing. For one
 * thread.
 */
public final class TestDriver implements AutoCloseable {
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  private final Store store;
  private final Ownership ownership;
  private SealedChain chain;
  private RunSummary summary;

  private TestDriver(Store store, Ownership ownership, SealedChain chain) {
    this.store = store;
    this.ownership = ownership;
    this.chain = chain;
    this.summary = new RunSummary(chain.run(), "desk", Status.RUNNING, BEGIN, null, List.of());
  }

  /**
   * Owns a run that nobody drives and goes on where its journal ends.
   *
   * @throws AssertionError if somebody drives it
   */
  public static TestDriver of(Store store, RunId run) {
    var ownership =
        store.journal().own(run).orElseThrow(() -> new AssertionError(run + " is driven"));
    return of(store, run, ownership);
  }

  /** Goes on where the journal of a run ends, as its owner. */
  public static TestDriver of(Store store, RunId run, Ownership ownership) {
    var head = store.journal().head(run).orElseThrow();
    return new TestDriver(store, ownership, new SealedChain(run, head.sequence(), head.hash()));
  }

  public RunId run() {
    return chain.run();
  }

  public long epoch() {
    return ownership.epoch();
  }

  public SealedChain chain() {
    return chain;
  }

  /** Says how the run stands from the next append on. */
  public TestDriver standing(
      Status status, Instant startedAt, @Nullable Instant wakeAt, Leaf... leaves) {
    summary = new RunSummary(run(), "desk", status, startedAt, wakeAt, List.of(leaves));
    return this;
  }

  /** Returns the write that would append these bodies now. */
  public Write next(String... bodies) {
    return write(null, List.of(), chain.next(bodies), Map.of());
  }

  /** Returns the write that would append these bodies if the switches are of that version. */
  public Write nextAt(long killVersion, String... bodies) {
    return write(killVersion, List.of(), chain.next(bodies), Map.of());
  }

  /** Returns the write that would append these bodies and drain these letters. */
  public Write nextDraining(List<RequestId> drained, String... bodies) {
    return write(null, drained, chain.next(bodies), Map.of());
  }

  /** Returns the write that would append one body and keep these payloads. */
  public Write nextWith(Map<Digest, byte[]> payloads, String body) {
    return write(null, List.of(), chain.next(body), payloads);
  }

  private Write write(
      @Nullable Long killVersion,
      List<RequestId> drained,
      List<SealedEntry> entries,
      Map<Digest, byte[]> payloads) {
    var conditions = new Conditions(chain.sequence(), killVersion, drained);
    return new Write(run(), epoch(), entries, conditions, summary, payloads);
  }

  /** Appends; the chain moves only if the store accepts it. */
  public void append(Write write) {
    store.journal().append(write);
    written(write);
  }

  /** Moves the chain past a write that the store has accepted from somebody else. */
  void written(Write write) {
    chain = chain.after(write.entries());
  }

  /**
   * Does something in the transaction that appends these bodies. The chain moves only if the store
   * accepts it.
   *
   * @param killVersion what the switch board must be at; null for any
   */
  public void perform(@Nullable Long killVersion, Consumer<Transaction> deed, String... bodies) {
    var conditions = new Conditions(chain.sequence(), killVersion, List.of());
    var write = write(killVersion, List.of(), chain.next(bodies), Map.of());
    store
        .journal()
        .perform(
            new Deed(
                run(),
                epoch(),
                conditions,
                transaction -> {
                  deed.accept(transaction);
                  return write;
                }));
    written(write);
  }

  public void append(String... bodies) {
    append(next(bodies));
  }

  @Override
  public void close() {
    ownership.close();
  }

  /**
   * Does all the work at once, each on a virtual thread of its own.
   *
   * @throws AssertionError if one of them throws, or takes more than 30 seconds
   */
  static void together(List<Runnable> works) {
    var threads = new ArrayList<Thread>();
    var failures = new ArrayList<CompletableFuture<Boolean>>();
    for (var work : works) {
      var done = new CompletableFuture<Boolean>();
      failures.add(done);
      threads.add(
          Thread.ofVirtual()
              .unstarted(() -> {
                try {
                  work.run();
                  done.complete(true);
                } catch (RuntimeException | Error failure) {
                  done.completeExceptionally(failure);
                }
              }));
    }
    threads.forEach(Thread::start);
    for (var done : failures) {
      if (!done.orTimeout(30, TimeUnit.SECONDS).join()) {
        throw new AssertionError("a work was not done");
      }
    }
  }
}
