package dev.interlock.testkit.sim;

import dev.interlock.runtime.journal.Journal;
import dev.interlock.runtime.journal.Store;
import org.jspecify.annotations.Nullable;

/** Says that a write is durable and makes it so later. */
final class HastyStore extends ForwardingStore {
  private final Journal journal;

  HastyStore(Store sound) {
    super(sound);
    this.journal = new Hasty(sound.journal());
  }

  @Override
  public Journal journal() {
    return journal;
  }

  private static final class Hasty extends ForwardingJournal {
    private @Nullable Write late;

    Hasty(Journal sound) {
      super(sound);
    }

    @Override
    public void append(Write write) {
      var before = late;
      late = write;
      if (before != null) super.append(before);
    }
  }
}
