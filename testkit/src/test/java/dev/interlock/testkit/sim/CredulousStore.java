package dev.interlock.testkit.sim;

import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.run.Request.SettleReview;
import dev.interlock.runtime.codec.EventCodec;
import dev.interlock.runtime.journal.Journal;
import dev.interlock.runtime.journal.Store;
import java.util.List;

/** Takes whoever settles a run for somebody who may. */
final class CredulousStore extends ForwardingStore {
  private final EventCodec codec = new EventCodec();

  CredulousStore(Store sound) {
    super(sound);
  }

  @Override
  public Journal journal() {
    return new ForwardingJournal(super.journal()) {
      @Override
      public List<Letter> inbox(RunId run) {
        return super.inbox(run).stream().map(this::believed).toList();
      }

      private Letter believed(Letter letter) {
        return codec.decodeRequest(letter.request())
                instanceof SettleReview(var result, var reason, _)
            ? new Letter(letter.id(), codec.encode(new SettleReview(result, reason, People.EVE)))
            : letter;
      }
    };
  }
}
