package dev.interlock.testkit.journal;

import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.value.Digest;
import dev.interlock.runtime.journal.HashChain;
import dev.interlock.runtime.journal.SealedEntry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The end of a journal, and what may come after it. Immutable.
 *
 * @param sequence of the last entry; 0 for none
 * @param hash of the last entry; {@link Digest#NONE} for none
 */
public record SealedChain(RunId run, long sequence, Digest hash) {
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  /** Returns the chain of a run that has no entry. */
  public static SealedChain begin(RunId run) {
    return new SealedChain(run, 0, Digest.NONE);
  }

  /** Returns the entries that come next, one for each body, one second apart. */
  public List<SealedEntry> next(String... bodies) {
    var entries = new ArrayList<SealedEntry>();
    var before = hash;
    for (var text : bodies) {
      var number = sequence + entries.size() + 1;
      var at = BEGIN.plusSeconds(number);
      var body = text.getBytes(StandardCharsets.UTF_8);
      before = HashChain.hash(before, run, number, at, "noted/1", body);
      entries.add(new SealedEntry(number, at, "noted/1", body, before));
    }
    return List.copyOf(entries);
  }

  /** Returns the chain that ends with these entries. */
  public SealedChain after(List<SealedEntry> entries) {
    if (entries.isEmpty()) return this;
    return new SealedChain(run, entries.getLast().sequence(), entries.getLast().hash());
  }

  /**
   * Follows a whole journal from its first entry to its last.
   *
   * @return its chain
   * @throws AssertionError if an entry does not follow the one before it
   */
  public static SealedChain verified(RunId run, Stream<SealedEntry> journal) {
    var chain = begin(run);
    for (var entry : journal.toList()) {
      if (entry.sequence() != chain.sequence + 1) {
        throw new AssertionError(
            run + ": expected sequence " + (chain.sequence + 1) + ", got " + entry.sequence());
      }
      if (!HashChain.holds(chain.hash, run, entry)) {
        throw new AssertionError(
            run + ": entry " + entry.sequence() + " is not what its hash says");
      }
      chain = chain.after(List.of(entry));
    }
    return chain;
  }
}
