package dev.interlock.runtime;

import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.gate.GatePipeline;
import dev.interlock.kernel.run.JournalCorruptException;
import dev.interlock.kernel.value.Digest;
import dev.interlock.runtime.codec.EventCodec;
import dev.interlock.runtime.gate.FactFinder;
import dev.interlock.runtime.journal.Journal;
import dev.interlock.runtime.journal.JournalExport;
import dev.interlock.runtime.journal.SealedEntry;
import dev.interlock.runtime.loop.FactSource;
import dev.interlock.runtime.loop.Verifier;
import dev.interlock.runtime.loop.Verifier.Broken;
import dev.interlock.runtime.loop.Verifier.Verification;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Journals that leave their store: to be kept, or to be proved on another machine. */
final class Exports {
  private final EventCodec codec;
  private final GatePipeline gates;

  Exports(EventCodec codec, GatePipeline gates) {
    this.codec = codec;
    this.gates = gates;
  }

  /**
   * Writes the journal of a run as it is now.
   *
   * @throws JournalCorruptException if a result that an entry refers to is not in the store
   */
  void write(Journal journal, RunId run, OutputStream out) {
    List<SealedEntry> entries;
    try (var all = journal.read(run, 1)) {
      entries = all.toList();
    }
    var payloads = JournalExport.noPayloads();
    for (var entry : entries) {
      beside(entry)
          .ifPresent(
              digest -> payloads.computeIfAbsent(digest, name -> require(journal, entry, name)));
    }
    JournalExport.write(run, entries, payloads, out);
  }

  private static byte[] require(Journal journal, SealedEntry entry, Digest digest) {
    return journal
        .payload(digest)
        .orElseThrow(() ->
            new JournalCorruptException(
                "entry " + entry.sequence() + " refers to a result that is not in the store"));
  }

  private Optional<Digest> beside(SealedEntry entry) {
    return Verifier.beside(codec.decode(entry.type(), entry.body()));
  }

  /**
   * Proves a file.
   *
   * @throws UserError if it is no exported journal
   */
  Verification verify(Path file, Optional<Digest> head) {
    var export =
        JournalExport.read(file)
            .orElseThrow(() ->
                new UserError(
                    "this is no exported journal", file.toString(), "interlock export makes one"));
    var verified = verified(export, head);
    if (verified.broken().isPresent()) {
      var damage = export.damage();
      return damage != null && damage.entry() <= verified.broken().get().entry()
          ? broken(verified, damage.entry(), damage.what())
          : verified;
    }
    if (export.damage() != null) {
      return broken(verified, export.damage().entry(), export.damage().what());
    }
    var needed = new HashSet<Digest>();
    export.entries().forEach(entry -> beside(entry).ifPresent(needed::add));
    return needed.containsAll(export.payloads().keySet())
        ? verified
        : broken(verified, verified.entries(), "is followed by a result that no entry refers to");
  }

  private Verification verified(JournalExport export, Optional<Digest> head) {
    var results =
        new RecordedResults(
            sequence ->
                sequence <= export.entries().size()
                    ? Optional.of(export.entries().get((int) sequence - 1))
                    : Optional.empty(),
            digest -> Optional.ofNullable(export.payloads().get(digest)),
            codec);
    var verifier =
        new Verifier(
            codec,
            gates,
            state -> source(FactFinder.of(state.mandate().charter()), results),
            digest -> Optional.ofNullable(export.payloads().get(digest)));
    return verifier.verify(export.run(), export.head(), head, export.entries().iterator());
  }

  private static FactSource source(FactFinder finder, RecordedResults results) {
    return new CharterFacts(finder, results, Map::of);
  }

  private static Verification broken(Verification verified, long entry, String what) {
    return new Verification(
        verified.run(),
        verified.entries(),
        verified.rejudged(),
        verified.skipped(),
        Optional.of(new Broken(entry, what)),
        verified.head());
  }
}
