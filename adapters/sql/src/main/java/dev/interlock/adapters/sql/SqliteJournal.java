package dev.interlock.adapters.sql;

import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.run.JournalCorruptException;
import dev.interlock.kernel.run.RequestId;
import dev.interlock.kernel.value.Digest;
import dev.interlock.runtime.journal.Journal;
import dev.interlock.runtime.journal.JournalUnavailableException;
import dev.interlock.runtime.journal.SealedEntry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The journal in the tables {@code runs}, {@code entries}, {@code payloads} and {@code inbox}. */
final class SqliteJournal implements Journal {
  /** How many entries are in memory at once while a journal is read. */
  private static final int PAGE_ENTRIES = 128;

  /** Who wants only the first entry, or the last few, need not pay for more. */
  private static final int FIRST_PAGE_ENTRIES = 8;

  private final GroupCommit writer;
  private final Readers readers;
  private final RunLocks locks;
  private final SharedDatabaseConnections shared;
  private final EmptyInboxes empty;
  private final LastEpochs last;

  SqliteJournal(
      GroupCommit writer,
      Readers readers,
      RunLocks locks,
      SharedDatabaseConnections shared,
      EmptyInboxes empty,
      LastEpochs last) {
    this.writer = writer;
    this.readers = readers;
    this.locks = locks;
    this.shared = shared;
    this.empty = empty;
    this.last = last;
  }

  @Override
  public void append(Write write) {
    var _ = writer.write(new Appending(write, locks));
  }

  @Override
  public void perform(Deed deed) {
    var _ = writer.perform(new Joining(deed, locks, shared));
  }

  /** Reads page by page, so that a stream which nobody closes holds nothing. */
  @Override
  public Stream<SealedEntry> read(RunId run, long fromSequence) {
    var id = readers.read(session -> Runs.id(session, run));
    if (id.isEmpty()) return Stream.empty();
    var first = page(id.get(), fromSequence, FIRST_PAGE_ENTRIES);
    return Stream.iterate(first, page -> !page.entries.isEmpty(), page -> next(id.get(), page))
        .flatMap(page -> page.entries.stream());
  }

  private Page next(long run, Page page) {
    if (page.entries.size() < page.max) return new Page(List.of(), page.max);
    return page(run, page.entries.getLast().sequence() + 1, PAGE_ENTRIES);
  }

  private Page page(long run, long from, int max) {
    return readers.read(session ->
        new Page(
            session.all(
                """
                SELECT place, at, type, body, hash FROM entries
                WHERE place BETWEEN ? AND ? ORDER BY place LIMIT ?
                """,
                SqliteJournal::entry,
                Columns.place(run, from),
                Columns.lastPlace(run),
                max),
            max));
  }

  /**
   * A part of a journal.
   *
   * @param max how many entries it could have had; fewer mean that the journal ends here
   */
  private record Page(List<SealedEntry> entries, int max) {}

  private static SealedEntry entry(ResultSet rows) throws SQLException {
    return new SealedEntry(
        Columns.sequence(rows.getLong(1)),
        Columns.instant(rows.getLong(2)),
        rows.getString(3),
        rows.getBytes(4),
        Columns.digest(rows.getBytes(5)));
  }

  @Override
  public Optional<Head> head(RunId run) {
    return readers.read(session ->
        session.first(
            "SELECT epoch, sequence, hash FROM runs WHERE run = ?",
            rows -> new Head(rows.getLong(1), rows.getLong(2), Columns.digest(rows.getBytes(3))),
            run.text()));
  }

  /**
   * @throws JournalCorruptException if what lies there is not what was put there
   */
  @Override
  public Optional<byte[]> payload(Digest digest) {
    Optional<byte[]> payload =
        readers.read(session ->
            session.first(
                "SELECT body FROM payloads WHERE digest = ?",
                rows -> rows.getBytes(1),
                (Object) Columns.bytes(digest)));
    if (payload.isPresent() && !Digest.of(payload.get()).equals(digest)) {
      throw new JournalCorruptException(
          "payload " + digest.hex() + " has the digest " + Digest.of(payload.get()).hex());
    }
    return payload;
  }

  @Override
  public boolean request(RunId run, RequestId id, byte[] request) {
    if (request.length > Write.BYTES_MAX) {
      throw new IllegalArgumentException(
          "a request of " + request.length + " bytes, " + Write.BYTES_MAX + " at the most");
    }
    return writer.writeAndRing(session ->
        session.changed(
                """
                INSERT INTO inbox (run, request_id, body) VALUES (?, ?, ?)
                ON CONFLICT (run, request_id) DO NOTHING
                """,
                Runs.made(session, run),
                id.text(),
                request)
            == 1);
  }

  @Override
  public List<Letter> inbox(RunId run) {
    var rings = empty.rings();
    if (empty.contains(run, rings)) return List.of();
    var letters = letters(run);
    if (letters.isEmpty()) empty.found(run, rings);
    return letters;
  }

  private List<Letter> letters(RunId run) {
    return readers.read(session ->
        session.all(
            """
            SELECT request_id, body FROM inbox
            WHERE run = (SELECT id FROM runs WHERE run = ?) AND drained = 0 ORDER BY id
            """,
            rows -> new Letter(new RequestId(rows.getString(1)), rows.getBytes(2)),
            run.text()));
  }

  @Override
  public boolean isLast(RunId run, long epoch) {
    var rings = last.rings();
    if (last.contains(run, epoch, rings)) return true;
    var isLast = Journal.super.isLast(run, epoch);
    if (isLast) last.found(run, epoch, rings);
    return isLast;
  }

  @Override
  public Optional<Ownership> own(RunId run) {
    return claim(run, false);
  }

  @Override
  public Optional<Ownership> takeOver(RunId run) {
    return claim(run, true);
  }

  private Optional<Ownership> claim(RunId run, boolean force) {
    var claim = locks.claim();
    try {
      GroupCommit.Work<Optional<Long>> begin = session -> begin(session, run, claim, force);
      var epoch = force ? writer.writeAndRing(begin) : writer.write(begin);
      if (epoch.isPresent()) empty.remember(run);
      return epoch.map(begun -> new Owned(run, begun, claim));
    } catch (JournalUnavailableException failure) {
      claim.release(); // no epoch was begun that anybody knows of
      throw failure;
    }
  }

  private static Optional<Long> begin(
      Session session, RunId run, RunLocks.Claim claim, boolean force) throws SQLException {
    var id = Runs.made(session, run);
    if (!claim.take(id, force, Runs.begunByForce(session, id))) return Optional.empty();
    var epoch = Runs.nextEpoch(session, id, claim.byForce());
    claim.begin(epoch);
    return Optional.of(epoch);
  }

  private final class Owned implements Ownership {
    private final RunId run;
    private final long epoch;
    private final RunLocks.Claim claim;

    Owned(RunId run, long epoch, RunLocks.Claim claim) {
      this.run = run;
      this.epoch = epoch;
      this.claim = claim;
    }

    @Override
    public long epoch() {
      return epoch;
    }

    @Override
    public void close() {
      empty.forget(run);
      last.forget(run);
      claim.release();
    }
  }
}
