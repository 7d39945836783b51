package dev.interlock.runtime.effect;

import dev.interlock.kernel.run.Request.Late;
import dev.interlock.kernel.run.RunState;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a performer needs beside its permit.
 *
 * @param state what held when the permit was recorded
 * @param isLast whether nobody has taken the run over from its driver
 * @param late takes an answer that comes after its timeout; safe to call from any thread, at any
 *     time
 * @param provisional told pieces of the model's answer as they arrive; null if nobody listens
 */
public record EffectContext(
    RunState state,
    BooleanSupplier isLast,
    Consumer<Late> late,
    @Nullable Consumer<String> provisional) {}
