/**
 * What happens to a tool, and to the runs that need it, when it is out of order for a while.
 *
 * <p>Lives here: {@link dev.interlock.benchmarks.outage.Service}, the tool, which counts what
 * reaches it; {@link dev.interlock.benchmarks.outage.Patient}, the model, which asks for the same
 * call until it works; and one {@link dev.interlock.benchmarks.outage.Caller} for each who is
 * measured.
 */
@NullMarked
package dev.interlock.benchmarks.outage;

import org.jspecify.annotations.NullMarked;
