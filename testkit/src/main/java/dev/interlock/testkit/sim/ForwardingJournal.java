package dev.interlock.testkit.sim;

import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.run.RequestId;
import dev.interlock.kernel.value.Digest;
import dev.interlock.runtime.journal.Journal;
import dev.interlock.runtime.journal.SealedEntry;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A journal that is another one, but for what is overridden. */
public abstract class ForwardingJournal implements Journal {
  private final Journal journal;

  protected ForwardingJournal(Journal journal) {
    this.journal = journal;
  }

  @Override
  public void append(Write write) {
    journal.append(write);
  }

  @Override
  public void perform(Deed deed) {
    journal.perform(deed);
  }

  @Override
  public Stream<SealedEntry> read(RunId run, long fromSequence) {
    return journal.read(run, fromSequence);
  }

  @Override
  public Optional<Head> head(RunId run) {
    return journal.head(run);
  }

  @Override
  public Optional<byte[]> payload(Digest digest) {
    return journal.payload(digest);
  }

  @Override
  public boolean request(RunId run, RequestId id, byte[] request) {
    return journal.request(run, id, request);
  }

  @Override
  public List<Letter> inbox(RunId run) {
    return journal.inbox(run);
  }

  @Override
  public Optional<Ownership> own(RunId run) {
    return journal.own(run);
  }

  @Override
  public Optional<Ownership> takeOver(RunId run) {
    return journal.takeOver(run);
  }
}
