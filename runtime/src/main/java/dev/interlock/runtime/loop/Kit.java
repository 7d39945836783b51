package dev.interlock.runtime.loop;

import dev.interlock.runtime.effect.Performer;

/**
 * What a driver needs of its own run's charter: hands and eyes.
 *
 * @param performer carries out permits
 * @param facts establishes what gates may know
 */
public record Kit(Performer performer, FactSource facts) {}
