package dev.interlock.testkit.sim;

import dev.interlock.kernel.charter.RunId;
import dev.interlock.runtime.journal.Journal;
import dev.interlock.runtime.journal.JournalUnavailableException;
import dev.interlock.runtime.journal.Store;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** Takes note of what the runtime was told to be durable, and fails now and then. */
final class WatchedStore extends ForwardingStore {
  private final SimProcess process;
  private final Scene scene;

  WatchedStore(Store store, SimProcess process, Scene scene) {
    super(store);
    this.process = process;
    this.scene = scene;
  }

  @Override
  public Journal journal() {
    return new Watched(super.journal());
  }

  private final class Watched extends ForwardingJournal {
    Watched(Journal journal) {
      super(journal);
    }

    @Override
    public void append(Write write) {
      failNowAndThen("before the append of " + process.name());
      super.append(write);
      failNowAndThen("after the append of " + process.name());
      process.wrote(write.epoch());
      scene.audit().acknowledged(write);
    }

    /** Nobody stands still within a deed: the disk is locked. */
    @Override
    public void perform(Deed deed) {
      failNowAndThen("before the deed of " + process.name());
      var last = new AtomicReference<Write>();
      super.perform(
          new Deed(
              deed.run(),
              deed.epoch(),
              deed.conditions(),
              transaction -> {
                var write = process.withoutStop(() -> deed.body().apply(transaction));
                last.set(write);
                return write;
              }));
      failNowAndThen("after the deed of " + process.name());
      process.wrote(deed.epoch());
      scene.audit().acknowledged(Objects.requireNonNull(last.get()));
    }

    @Override
    public List<Letter> inbox(RunId run) {
      process.goesRound();
      return super.inbox(run);
    }

    private void failNowAndThen(String when) {
      if (scene.calm() || !scene.on(Feature.STORE_FAILURES)) return;
      if (!scene.fate().chance(scene.shape().deaths())) return;
      scene.tell(() -> "the store fails " + when);
      scene.coverage().count("store failure");
      scene.letters().disturb();
      throw new JournalUnavailableException(
          "simulated failure " + when, new IllegalStateException("disk"));
    }
  }
}
