package dev.interlock.runtime.gate;

import dev.interlock.kernel.value.Value;
import java.util.Optional;

/** Looks up what tools returned, by the entry that holds it. */
@FunctionalInterface
public interface EntryReader {

  /**
   * Returns the whole result in an entry of this run; empty if the entry is no tool result, or one
   * that may not be relied on.
   */
  Optional<Value> result(long entry);

  /** Returns the whole result in an entry, whatever it is worth; empty if there is none. */
  default Optional<Value> recorded(long entry) {
    return result(entry);
  }

  /**
   * Says why the result in an entry may not be relied on; empty if it may, or if there is none. For
   * entries of which {@link #result} gave nothing.
   */
  default String flaw(long entry) {
    return "";
  }
}
