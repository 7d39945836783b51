/**
 * What gates need a library for: JSON Schema, CEL, and the proof of an answer's figures.
 *
 * <p>Lives here: the evaluators that turn a command into {@link dev.interlock.kernel.run.Facts}.
 * They are as pure as the gates: no clock, chance or I/O, and a limit on everything that a schema,
 * an expression or an answer could make run away. Must not live here: any verdict; gates judge.
 * Read {@link dev.interlock.runtime.gate.FactFinder} first.
 */
@NullMarked
package dev.interlock.runtime.gate;

import org.jspecify.annotations.NullMarked;
