package dev.interlock.kernel.run;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where the time of a model call went, beside the call itself.
 *
 * @param queued from the permit to the first byte sent
 * @param firstToken from the first byte sent to the first token; null if the answer was not
 *     streamed
 */
public record ModelTimes(Duration queued, @Nullable Duration firstToken) {}
