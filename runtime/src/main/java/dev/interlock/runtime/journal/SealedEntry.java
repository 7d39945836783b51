package dev.interlock.runtime.journal;

import dev.interlock.kernel.value.Digest;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One entry as it lies on disk. A store keeps it and gives it back; it need not understand it.
 *
 * @param sequence 1-based, without gaps within a run
 * @param at in whole microseconds
 * @param type name and version of the event's form, as in {@code tool-returned/1}
 * @param body the event as JSON in UTF-8; never changed once handed over
 * @param hash over the hash of the entry before, and everything here; see {@link HashChain}
 */
@SuppressWarnings("ArrayRecordComponent") // equality is written out below
public record SealedEntry(long sequence, Instant at, String type, byte[] body, Digest hash) {

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SealedEntry that
        && sequence == that.sequence
        && at.equals(that.at)
        && type.equals(that.type)
        && hash.equals(that.hash)
        && Arrays.equals(body, that.body);
  }

  @Override
  public int hashCode() {
    return hash.hashCode();
  }
}
