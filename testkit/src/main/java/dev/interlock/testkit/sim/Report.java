package dev.interlock.testkit.sim;

import dev.interlock.kernel.run.Status;

/**
 * What came of one simulation in which every invariant held.
 *
 * @param entries in the journal of the run
 * @param effects that the world has seen
 * @param status how the run ended
 */
public record Report(long seed, long entries, int effects, Status status, Coverage coverage) {}
