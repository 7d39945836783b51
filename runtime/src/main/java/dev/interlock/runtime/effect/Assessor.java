package dev.interlock.runtime.effect;

import dev.interlock.kernel.run.Assessment;
import dev.interlock.kernel.value.Value;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads what tools answer, by what their contracts say of it. Thread-safe. */
public interface Assessor {

  /**
   * Whether a query's answer means that the effect took place.
   *
   * @param tool the tool whose effect is asked about, not the query tool
   * @throws RuntimeException if the answer does not tell; then nothing is known
   */
  boolean happened(String tool, Value answer);

  /**
   * Holds a result against the contract of its tool.
   *
   * @param tool the tool that answered
   * @param arguments what it was called with, without the key
   * @param at when the answer came, by the journal's clock
   * @return null if the contract says nothing about results
   */
  @Nullable Assessment assess(
      String tool, Value.Obj arguments, ToolSource.Returned returned, Instant at);

  /**
   * Does what follows from an assessment for other runs. Called once for each, on no thread that
   * holds the store.
   */
  default void heed(String tool, Assessment assessment, Instant at) {}
}
