/**
 * The failure taxonomy: one word for each way in which an agent's run goes wrong.
 *
 * <p>Lives here: the closed list of leaves, and how faults of models and tools map to them. Must
 * not live here: how a failure is handled (the kernel and the gates decide that).
 */
@NullMarked
package dev.interlock.kernel.failure;

import org.jspecify.annotations.NullMarked;
