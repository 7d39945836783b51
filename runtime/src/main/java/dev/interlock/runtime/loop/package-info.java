/**
 * The one ring that every run goes round: record, decide, judge, record, act.
 *
 * <p>Lives here: {@link dev.interlock.runtime.loop.RunDriver}, which drives one run while it owns
 * it, and {@link dev.interlock.runtime.loop.RunLog}, the run's journal as its driver sees it.
 * Nobody else appends, judges or performs.
 */
@NullMarked
package dev.interlock.runtime.loop;

import org.jspecify.annotations.NullMarked;
