package dev.interlock.testkit.sim;

import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.run.Event.ModelReplied;
import dev.interlock.kernel.value.Digest;
import dev.interlock.runtime.codec.EventCodec;
import dev.interlock.runtime.journal.HashChain;
import dev.interlock.runtime.journal.Journal;
import dev.interlock.runtime.journal.SealedEntry;
import dev.interlock.runtime.journal.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads model replies without what they cost, and seals them anew so that no hash shows it. */
final class ForgetfulStore extends ForwardingStore {
  private final EventCodec codec = new EventCodec();

  ForgetfulStore(Store sound) {
    super(sound);
  }

  @Override
  public Journal journal() {
    return new ForwardingJournal(super.journal()) {
      @Override
      public Stream<SealedEntry> read(RunId run, long fromSequence) {
        return whole(run).stream().filter(entry -> entry.sequence() >= fromSequence);
      }

      @Override
      public Optional<Head> head(RunId run) {
        var entries = whole(run);
        return super.head(run)
            .map(head ->
                entries.isEmpty()
                    ? head
                    : new Head(head.epoch(), head.sequence(), entries.getLast().hash()));
      }

      private List<SealedEntry> whole(RunId run) {
        var sealed = new ArrayList<SealedEntry>();
        var before = Digest.NONE;
        try (var entries = super.read(run, 1)) {
          for (var entry : entries.toList()) {
            var body = forgetful(entry);
            before = HashChain.hash(before, run, entry.sequence(), entry.at(), entry.type(), body);
            sealed.add(new SealedEntry(entry.sequence(), entry.at(), entry.type(), body, before));
          }
        }
        return sealed;
      }
    };
  }

  private byte[] forgetful(SealedEntry entry) {
    return codec.decode(entry.type(), entry.body())
            instanceof
            ModelReplied(
                var id,
                var attempt,
                var reply,
                var model,
                var asked,
                _,
                var took,
                var times)
        ? codec.encode(new ModelReplied(id, attempt, reply, model, asked, null, took, times)).body()
        : entry.body();
  }
}
