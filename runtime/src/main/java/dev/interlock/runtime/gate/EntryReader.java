package dev.interlock.runtime.gate;

import dev.interlock.kernel.value.Value;
import java.util.Optional;

/** Looks up what tools returned, by the entry that holds it. */
@FunctionalInterface
public interface EntryReader {

  /** Returns the whole result in an entry of this run; empty if the entry is no tool result. */
  Optional<Value> result(long entry);
}
