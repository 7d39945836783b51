package dev.interlock.runtime.journal;

import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.run.RequestId;
import dev.interlock.kernel.value.Digest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Durable, ordered, fenced. A refused run never fails the rest of its group commit. Thread-safe.
 */
public interface Journal {

  /**
   * Appends all entries of one write or none. They are durable when this returns. Blocks until
   * then; writes of many runs share one sync.
   *
   * @throws StaleEpochException if another driver has taken the run over, or the last entry is not
   *     the one that the write expects; nothing was written
   * @throws ConditionFailedException if a condition does not hold; nothing was written
   * @throws JournalUnavailableException if the store failed; whether it was written is unknown, and
   *     the driver must read again before it decides anything
   */
  void append(Write write);

  /**
   * Does a deed and appends what came of it in one transaction: both are durable when this returns,
   * or neither is. Writes of others in the same group are not touched by what becomes of the deed.
   *
   * @throws StaleEpochException as {@link #append}; the deed was not done
   * @throws ConditionFailedException as {@link #append}; the deed was not done
   * @throws JournalUnavailableException as {@link #append}: the deed happened if, and only if, its
   *     entries are there
   */
  void perform(Deed deed);

  /**
   * Returns the entries of a run in order, as they lie on disk. Close the stream.
   *
   * @param fromSequence the first one wanted; 1 for all
   */
  Stream<SealedEntry> read(RunId run, long fromSequence);

  /**
   * Returns where the journal of a run ends, as kept outside its entries; empty for no such run.
   */
  Optional<Head> head(RunId run);

  /** Returns a payload by its digest; empty if there is none. */
  Optional<byte[]> payload(Digest digest);

  /**
   * Puts a request into the inbox of a run. Durable when this returns.
   *
   * @return false if a request of this id was put in before, drained or not; nothing was written
   */
  boolean request(RunId run, RequestId id, byte[] request);

  /** Returns what lies in the inbox and has not been drained, oldest first. */
  List<Letter> inbox(RunId run);

  /**
   * Takes a run over, if nobody drives it. The epoch is one more than the last owner's, and from
   * now on nobody appends in an older one.
   *
   * @param run it need not exist yet
   * @return empty if a living process drives it
   */
  Optional<Ownership> own(RunId run);

  /**
   * Takes a run over even if a process seems to drive it: for one that is frozen. The old driver is
   * fenced by the epoch. Returns empty if this process itself drives it.
   */
  Optional<Ownership> takeOver(RunId run);

  /**
   * Whether nobody has taken the run over since this epoch began. Asked before each deed.
   *
   * @param run one that has an owner, or had
   */
  default boolean isLast(RunId run, long epoch) {
    return head(run).filter(head -> head.epoch() == epoch).isPresent();
  }

  /**
   * Where a journal ends.
   *
   * @param sequence of the last entry; 0 for none
   * @param hash of the last entry; {@link Digest#NONE} for none
   */
  record Head(long epoch, long sequence, Digest hash) {}

  /** One request in an inbox. */
  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  record Letter(RequestId id, byte[] request) {}

  /** The right to append to a run, until closed or fenced. */
  interface Ownership extends AutoCloseable {

    long epoch();

    /** Lets go of the run. Idempotent. */
    @Override
    void close();
  }

  /**
   * One append.
   *
   * @param run whose journal
   * @param epoch of the owner
   * @param entries in order, without a gap, from the one after {@link Conditions#lastSequence}; not
   *     empty, unless only letters are drained
   * @param conditions what must hold for it to be written
   * @param summary how the run stands after it, for lists and timers
   * @param payloads contents that the entries refer to by digest; written once, whoever refers to
   *     them
   */
  record Write(
      RunId run,
      long epoch,
      List<SealedEntry> entries,
      Conditions conditions,
      RunSummary summary,
      Map<Digest, byte[]> payloads) {

    /** How many bytes the bodies and payloads of one write hold at the most: 64 MiB. */
    public static final int BYTES_MAX = 64 << 20;

    /**
     * Refuses what no store may see.
     *
     * @throws IllegalArgumentException if entries have a gap, there is nothing to write, there are
     *     more bytes than {@link #BYTES_MAX}, a payload has another digest, or the summary is of
     *     another run
     */
    public Write {
      entries = List.copyOf(entries);
      payloads = Map.copyOf(payloads);
      if (entries.isEmpty() && conditions.drained().isEmpty()) {
        throw new IllegalArgumentException("a write of " + run + " without entries and letters");
      }
      if (!summary.run().equals(run)) {
        throw new IllegalArgumentException("a summary of " + summary.run() + " for " + run);
      }
      requireContiguous(run, conditions.lastSequence(), entries);
      requireBounded(run, entries, payloads);
      payloads.forEach(Write::requireNamed);
    }

    private static void requireNamed(Digest name, byte[] payload) {
      var digest = Digest.of(payload);
      if (!digest.equals(name)) {
        throw new IllegalArgumentException(
            "a payload of digest " + digest.hex() + " was named " + name.hex());
      }
    }

    private static void requireContiguous(RunId run, long last, List<SealedEntry> entries) {
      for (var entry : entries) {
        if (entry.sequence() != ++last) {
          throw new IllegalArgumentException(
              "run " + run + ": expected sequence " + last + ", got " + entry.sequence());
        }
      }
    }

    private static void requireBounded(
        RunId run, List<SealedEntry> entries, Map<Digest, byte[]> payloads) {
      var bytes = 0L;
      for (var entry : entries) bytes += entry.body().length;
      for (var payload : payloads.values()) bytes += payload.length;
      if (bytes > BYTES_MAX) {
        throw new IllegalArgumentException(
            "run " + run + ": a write of " + bytes + " bytes, " + BYTES_MAX + " at the most");
      }
    }
  }

  /**
   * A deed that is done in the transaction of its own outcome.
   *
   * @param conditions what must hold before it is done
   * @param body does it, and returns the write that records what came of it, under the same
   *     conditions. Whatever it throws takes back what it did, and comes out of {@link #perform}.
   *     Called on any thread, while other writes wait; more than once if the transaction broke, but
   *     what it did counts once
   */
  record Deed(RunId run, long epoch, Conditions conditions, Function<Transaction, Write> body) {}

  /**
   * What must hold for a write.
   *
   * @param lastSequence the last entry before the write
   * @param killVersion what the version of the switch board must be; null if the write permits
   *     nothing
   * @param drained letters that leave the inbox with this write; each must still lie there
   */
  record Conditions(long lastSequence, @Nullable Long killVersion, List<RequestId> drained) {
    public Conditions {
      drained = List.copyOf(drained);
    }
  }
}
