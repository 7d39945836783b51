/**
 * The one workload that everybody is measured with: a model that answers at once, and a tool that
 * adds one.
 *
 * <p>Lives here: {@link dev.interlock.benchmarks.workload.Script}, which is all that the model
 * knows; {@link dev.interlock.benchmarks.workload.Wire}, which writes what it is shown as a
 * provider would want it; and the same model behind Interlock's port.
 */
@NullMarked
package dev.interlock.benchmarks.workload;

import org.jspecify.annotations.NullMarked;
