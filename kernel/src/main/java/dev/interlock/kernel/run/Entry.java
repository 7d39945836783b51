package dev.interlock.kernel.run;

import java.time.Instant;

/**
 * One line of a run's journal. (Its hash belongs to its stored form; the kernel has no use for it.)
 *
 * @param sequence place in this run's journal; 1-based, without gaps
 * @param at when it was recorded; never before the entry that precedes it; the kernel's only clock
 * @param event what happened
 */
public record Entry(long sequence, Instant at, Event event) {}
