package dev.interlock.runtime;

import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.run.Status;
import dev.interlock.kernel.value.Value;
import java.util.Optional;

/**
 * How a run stands.
 *
 * @param output the answer proper; present if the run is COMPLETED
 */
public record RunResult(RunId run, Status status, Optional<Value> output) {}
