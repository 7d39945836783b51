/**
 * The measuring: each peer in a process of its own, several times, and one table of medians.
 *
 * <p>Lives here: {@link dev.interlock.benchmarks.run.Main}, which starts the processes and prints
 * the table; {@link dev.interlock.benchmarks.run.Fork}, which is such a process; and what each can
 * measure.
 */
@NullMarked
package dev.interlock.benchmarks.run;

import org.jspecify.annotations.NullMarked;
