package dev.interlock.runtime.host;

import dev.interlock.runtime.journal.Registry;
import dev.interlock.runtime.journal.Registry.Child;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Ends the tool processes that a dead process left behind, before anything that they may still be
 * doing is done again. A process is recognised by its pid and its start time together; one whose
 * parent lives is never touched.
 *
 * <p>What this does not guarantee: a child that was started but not yet noted when the process died
 * is not found. It sees the end of its input, and a well-behaved one ends.
 */
public final class Orphans {
  private static final Duration END_WITHIN = Duration.ofSeconds(5);

  private final Registry registry;

  public Orphans(Registry registry) {
    this.registry = registry;
  }

  /**
   * Ends every orphan and waits until it is gone.
   *
   * @throws IllegalStateException if one does not end; nothing may be redone then
   */
  public void end() {
    for (var child : registry.children()) {
      if (find(child.parentPid(), child.parentStartedAt()).isPresent()) continue;
      find(child.pid(), child.startedAt()).ifPresent(Orphans::kill);
      registry.childEnded(child);
    }
  }

  /** Returns the note to be made of a child of this process. */
  public static Child note(ProcessHandle child) {
    var self = ProcessHandle.current();
    return new Child(child.pid(), startedAt(child), self.pid(), startedAt(self));
  }

  private static Optional<ProcessHandle> find(long pid, Instant startedAt) {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(found -> startedAt(found).equals(startedAt));
  }

  private static Instant startedAt(ProcessHandle process) {
    return process.info().startInstant().orElse(Instant.EPOCH).truncatedTo(ChronoUnit.MILLIS);
  }

  private static void kill(ProcessHandle orphan) {
    var _ = orphan.destroyForcibly();
    try {
      var _ = orphan.onExit().get(END_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while ending " + orphan.pid(), interrupted);
    } catch (ExecutionException | TimeoutException alive) {
      throw new IllegalStateException("the tool process " + orphan.pid() + " does not end", alive);
    }
  }
}
