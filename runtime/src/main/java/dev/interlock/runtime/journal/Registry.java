package dev.interlock.runtime.journal;

import dev.interlock.kernel.value.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What a store remembers beside runs: tool descriptors, and processes to be cleared up. */
public interface Registry {

  /** Returns the pinned descriptor digests of an agent's tools, by tool name. */
  Map<String, Digest> pins(String agent);

  /** Pins descriptors: those named are set or replaced, others stay. Durable when this returns. */
  void pin(String agent, Map<String, Digest> pins);

  /** Notes that this process has started a child. Durable when this returns. */
  void childStarted(Child child);

  /** Forgets a child that has ended. */
  void childEnded(Child child);

  /** Returns the children of every process, whether it lives or not. */
  List<Child> children();

  /**
   * A tool's process, and the one that started it. Start times tell a process from a later one of
   * the same pid.
   */
  record Child(long pid, Instant startedAt, long parentPid, Instant parentStartedAt) {}
}
