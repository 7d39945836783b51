/**
 * The simulator: whole runs on the real kernel, gates and loop in a hostile world that is drawn,
 * with its shape, from one seed.
 *
 * <p>Lives here: {@link dev.interlock.testkit.sim.Simulation}, the world and the people around a
 * run, and the {@link dev.interlock.testkit.sim.Invariant}s that hold whatever happens. Must not
 * live here: a second implementation of anything that is checked, or a clock or a source of chance
 * besides those of the seed. Read Simulation, then Invariant, then Director.
 */
@NullMarked
package dev.interlock.testkit.sim;

import org.jspecify.annotations.NullMarked;
