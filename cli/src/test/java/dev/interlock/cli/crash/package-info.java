/**
 * Proofs that a run survives the death, the freezing and the doubling of the process that drives
 * it.
 *
 * <p>Every process here is real: drivers in JVMs of their own on a SQLite file, and a tool server
 * that puts each effect on disk before it answers. Lives here: those processes, the hand that ends
 * them, and what is compared afterwards. Read {@link dev.interlock.cli.crash.KillTest} first, then
 * Ledger.
 */
@NullMarked
package dev.interlock.cli.crash;

import org.jspecify.annotations.NullMarked;
