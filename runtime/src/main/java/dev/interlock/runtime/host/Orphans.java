package dev.interlock.runtime.host;

import dev.interlock.runtime.journal.Registry;
import dev.interlock.runtime.journal.Registry.Child;
import dev.interlock.runtime.process.Started;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Ends the tool processes that a dead process left behind, and what those started, before anything
 * that they may still be doing is done again. A process is recognised by its pid and its start time
 * together; one whose parent lives is never touched. See {@link Started} for what of its family is
 * known.
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
      if (new Started(child.parentPid(), child.parentStartedAt()).find().isPresent()) continue;
      var orphan = new Started(child.pid(), child.startedAt());
      var family = orphan.family();
      orphan.find().ifPresent(Orphans::kill);
      family.forEach(Orphans::kill);
      registry.childEnded(child);
    }
  }

  /** Returns the note to be made of a child of this process. */
  public static Child note(ProcessHandle child) {
    var started = Started.of(child);
    var self = Started.of(ProcessHandle.current());
    return new Child(started.pid(), started.at(), self.pid(), self.at());
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
