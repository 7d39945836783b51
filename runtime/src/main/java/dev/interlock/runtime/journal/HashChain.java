package dev.interlock.runtime.journal;

import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.value.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Ties each entry to the one before it: {@code hash(n) = SHA-256(hash(n-1) | run | sequence | time
 * | type | body)}. The head is kept outside the entries, so that a missing last entry shows.
 */
public final class HashChain {
  private HashChain() {}

  /**
   * Returns the hash of an entry.
   *
   * @param before the hash of the entry before; {@link Digest#NONE} for the first
   */
  public static Digest hash(
      Digest before, RunId run, long sequence, Instant at, String type, byte[] body) {
    var micros = ChronoUnit.MICROS.between(Instant.EPOCH, at);
    var head =
        before.hex() + '\n' + run.text() + '\n' + sequence + '\n' + micros + '\n' + type + '\n';
    return Digest.of(head.getBytes(StandardCharsets.UTF_8), body);
  }

  /** Returns whether an entry is what its hash says, standing after {@code before}. */
  public static boolean holds(Digest before, RunId run, SealedEntry entry) {
    return hash(before, run, entry.sequence(), entry.at(), entry.type(), entry.body())
        .equals(entry.hash());
  }
}
