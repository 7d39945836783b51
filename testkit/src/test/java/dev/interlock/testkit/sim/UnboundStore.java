package dev.interlock.testkit.sim;

import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.run.CommandId;
import dev.interlock.kernel.run.Event.CommandHeld;
import dev.interlock.kernel.run.Request;
import dev.interlock.kernel.run.Request.Approve;
import dev.interlock.kernel.value.Digest;
import dev.interlock.runtime.codec.EventCodec;
import dev.interlock.runtime.journal.Journal;
import dev.interlock.runtime.journal.Store;
import java.util.List;

/** Takes every yes for a yes to whatever is asked. */
final class UnboundStore extends ForwardingStore {
  private final EventCodec codec = new EventCodec();

  UnboundStore(Store sound) {
    super(sound);
  }

  @Override
  public Journal journal() {
    return new ForwardingJournal(super.journal()) {
      @Override
      public List<Letter> inbox(RunId run) {
        return super.inbox(run).stream().map(letter -> unbound(run, letter)).toList();
      }

      private Letter unbound(RunId run, Letter letter) {
        var request = codec.decodeRequest(letter.request());
        return request instanceof Approve(var command, var wanted, var by)
            ? new Letter(letter.id(), codec.encode(yes(run, command, wanted, by)))
            : letter;
      }

      private Request yes(
          RunId run, CommandId command, Digest wanted, dev.interlock.kernel.charter.Principal by) {
        try (var entries = read(run, 1)) {
          var asked =
              entries
                  .map(entry -> codec.decode(entry.type(), entry.body()))
                  .filter(CommandHeld.class::isInstance)
                  .map(CommandHeld.class::cast)
                  .filter(held -> held.command().equals(command))
                  .map(CommandHeld::wanted)
                  .findFirst();
          return new Approve(command, asked.orElse(wanted), by);
        }
      }
    };
  }
}
