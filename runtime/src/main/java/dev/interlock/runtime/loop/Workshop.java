package dev.interlock.runtime.loop;

import dev.interlock.kernel.gate.GatePipeline;
import dev.interlock.runtime.Probe;
import dev.interlock.runtime.codec.EventCodec;
import dev.interlock.runtime.journal.Store;
import java.time.InstantSource;

/**
 * What all drivers of one process share.
 *
 * @param store where everything durable lies
 * @param codec the form of events on disk
 * @param gates who judges
 * @param clock the process's clock; the kernel sees it only through entries
 * @param pace how time is let pass
 * @param crew how reads of one turn are done
 * @param probe is told where a crash matters
 */
public record Workshop(
    Store store,
    EventCodec codec,
    GatePipeline gates,
    InstantSource clock,
    Pace pace,
    Crew crew,
    Probe probe) {}
