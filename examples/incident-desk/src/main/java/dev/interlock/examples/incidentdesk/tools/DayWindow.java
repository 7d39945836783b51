package dev.interlock.examples.incidentdesk.tools;

import dev.interlock.runtime.effect.Describe;

/** A span of days, both ends included. */
public record DayWindow(
    @Describe("first day, e.g. 2026-03-01") String from,
    @Describe("last day, included; at most 92 days in all") String to) {}
