/**
 * The parts of a step, each by itself, under JMH.
 *
 * <p>Lives here: {@link dev.interlock.benchmarks.jmh.Ring} and what it is fed with: a journal that
 * Interlock wrote.
 */
@NullMarked
package dev.interlock.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
