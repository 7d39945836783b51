/**
 * The heart: events, commands, and the pure fold that turns the one into the other.
 *
 * <p>Lives here: what can happen ({@link dev.interlock.kernel.run.Event}), what can be wanted
 * ({@link dev.interlock.kernel.run.Command}), what is so ({@link
 * dev.interlock.kernel.run.RunState}) and the one function that decides ({@link
 * dev.interlock.kernel.run.Kernel#step}). Must not live here: a clock, chance, I/O, a gate. Read
 * Event, then Kernel.
 */
@NullMarked
package dev.interlock.kernel.run;

import org.jspecify.annotations.NullMarked;
