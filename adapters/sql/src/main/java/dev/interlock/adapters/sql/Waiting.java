package dev.interlock.adapters.sql;

import dev.interlock.runtime.journal.ConditionFailedException;
import dev.interlock.runtime.journal.JournalUnavailableException;
import dev.interlock.runtime.journal.StaleEpochException;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * One work in the queue of the writer, and what becomes of it. All but {@link #answer} is called on
 * the writer's thread.
 */
final class Waiting<T> {
  private final GroupCommit.Work<T> work;
  private final Kind kind;
  private final CompletableFuture<T> answer = new CompletableFuture<>();
  private Runnable outcome = () -> {};

  /** Who has an interest in a work. */
  enum Kind {
    /** Nobody asks for the answer. */
    LEFT,
    /** Somebody does. */
    AWAITED,
    /** Somebody does, and it does more than write rows: it goes first in its transaction. */
    DEED,
    /** Somebody does, and drivers in every process must notice what was written. */
    RINGING
  }

  Waiting(GroupCommit.Work<T> work, Kind kind) {
    this.work = work;
    this.kind = kind;
  }

  boolean awaited() {
    return kind != Kind.LEFT;
  }

  boolean isDeed() {
    return kind == Kind.DEED;
  }

  boolean rings() {
    return kind == Kind.RINGING;
  }

  /** Does the work and keeps what came of it: nothing is true before the commit. */
  void perform(Session session) throws SQLException {
    try {
      var result = work.in(session);
      outcome = () -> answer.complete(result);
    } catch (StaleEpochException | ConditionFailedException refusal) {
      outcome = () -> answer.completeExceptionally(refusal);
    } catch (Joining.DeedFailedException failed) {
      outcome = () -> answer.completeExceptionally(failed.getCause());
    }
  }

  /** Tells what came of it, now that it is on disk. */
  void tell() {
    outcome.run();
  }

  void fail(String what, Throwable cause) {
    answer.completeExceptionally(
        new JournalUnavailableException("the commit failed; " + what, cause));
  }

  /** Waits for the answer, interrupted or not: a write that has begun cannot be called back. */
  T answer() {
    try {
      return answer.join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof RuntimeException refusal) throw refusal;
      throw new IllegalStateException(failed);
    }
  }
}
