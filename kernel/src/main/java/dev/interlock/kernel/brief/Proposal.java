package dev.interlock.kernel.brief;

import dev.interlock.kernel.value.Value;

/**
 * A tool call as the model wrote it. Nothing about it has been checked.
 *
 * @param callId the provider's name for the call, or one that the adapter made; unique in its reply
 * @param tool the name that the model wrote
 * @param arguments what the model wrote; a {@link Value.Text} if it was not JSON
 */
public record Proposal(String callId, String tool, Value arguments) {}
