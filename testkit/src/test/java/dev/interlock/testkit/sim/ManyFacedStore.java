package dev.interlock.testkit.sim;

import dev.interlock.kernel.charter.Principal;
import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.run.Request.Approve;
import dev.interlock.runtime.codec.EventCodec;
import dev.interlock.runtime.journal.Journal;
import dev.interlock.runtime.journal.Store;
import java.util.List;

/** One person looks like another in each letter, so that two yeses of one count as two. */
final class ManyFacedStore extends ForwardingStore {
  private final EventCodec codec = new EventCodec();

  ManyFacedStore(Store sound) {
    super(sound);
  }

  @Override
  public Journal journal() {
    return new ForwardingJournal(super.journal()) {
      @Override
      public List<Letter> inbox(RunId run) {
        return super.inbox(run).stream().map(this::masked).toList();
      }

      private Letter masked(Letter letter) {
        return codec.decodeRequest(letter.request())
                instanceof Approve(var command, var wanted, var by)
            ? new Letter(
                letter.id(),
                codec.encode(new Approve(command, wanted, mask(by, letter.id().text()))))
            : letter;
      }

      private Principal mask(Principal by, String mask) {
        return new Principal(
            by.name() + "-" + mask, by.roles(), by.tenant(), by.operatingSystemUser());
      }
    };
  }
}
