/**
 * The judges. Each gate is one pure rule over (state, command, facts); the pipeline asks them in a
 * fixed order and has the last word.
 *
 * <p>Lives here: {@link dev.interlock.kernel.gate.Gate}, the gates, {@link
 * dev.interlock.kernel.gate.GatePipeline} and the {@link dev.interlock.kernel.gate.Permit} that
 * only it can make. Must not live here: whatever needs a library (its result comes as a fact). Read
 * GatePipeline, then one gate.
 */
@NullMarked
package dev.interlock.kernel.gate;

import org.jspecify.annotations.NullMarked;
