package dev.interlock.runtime.loop;

import dev.interlock.kernel.run.Request;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * What a driver tells, and is told, while it drives.
 *
 * @param watcher is shown what has become durable
 * @param late takes answers that come after their timeout
 * @param leaving whether nothing new may be permitted, because the process is about to end
 */
record Outside(Watcher watcher, Consumer<Request.Late> late, BooleanSupplier leaving) {}
