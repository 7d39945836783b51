package dev.interlock.adapters.sql;

import dev.interlock.runtime.journal.ConditionFailedException;
import dev.interlock.runtime.journal.JournalUnavailableException;
import dev.interlock.runtime.journal.StaleEpochException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One work in the queue of the writer, and what becomes of it. All but {@link #answer} is called on
 * the writer's thread.
 */
final class Waiting<T> {
  private static final Duration ANSWER_WITHIN_MAX = Duration.ofSeconds(60);

  private final GroupCommit.Work<T> work;
  private final boolean awaited;
  private final CompletableFuture<T> answer = new CompletableFuture<>();
  private Runnable outcome = () -> {};

  /**
   * @param awaited whether somebody will ask for the answer
   */
  Waiting(GroupCommit.Work<T> work, boolean awaited) {
    this.work = work;
    this.awaited = awaited;
  }

  boolean awaited() {
    return awaited;
  }

  /** Does the work and keeps what came of it: nothing is true before the commit. */
  void perform(Session session) throws SQLException {
    try {
      var result = work.in(session);
      outcome = () -> answer.complete(result);
    } catch (StaleEpochException | ConditionFailedException refusal) {
      outcome = () -> answer.completeExceptionally(refusal);
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
    var until = System.nanoTime() + ANSWER_WITHIN_MAX.toNanos();
    var interrupted = false;
    try {
      while (true) {
        try {
          return answer.get(until - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
          interrupted = true;
        }
      }
    } catch (TimeoutException late) {
      throw new JournalUnavailableException(
          "no answer within " + ANSWER_WITHIN_MAX + "; whether it was written is unknown", late);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException refusal) throw refusal;
      throw new IllegalStateException(failed);
    } finally {
      if (interrupted) Thread.currentThread().interrupt();
    }
  }
}
