package dev.interlock.examples.incidentdesk.tools;

import dev.interlock.runtime.effect.Describe;

/** A restart that was recorded; the same for every call with the same key. */
public record RestartRecorded(
    @Describe("e.g. RST-3") String restart, String service, @Describe("UTC") String at) {}
