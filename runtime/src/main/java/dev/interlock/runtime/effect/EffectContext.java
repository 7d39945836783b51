package dev.interlock.runtime.effect;

import dev.interlock.kernel.run.Request.Late;
import dev.interlock.kernel.run.RunState;
import java.util.function.Consumer;

/**
 * What a performer needs beside its permit.
 *
 * @param state what held when the permit was recorded
 * @param late takes an answer that comes after its timeout; safe to call from any thread, at any
 *     time
 */
public record EffectContext(RunState state, Consumer<Late> late) {}
