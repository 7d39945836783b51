package dev.interlock.examples.incidentdesk.tools;

import dev.interlock.runtime.effect.Describe;

/** An open incident; the same for every call with the same key. */
public record IncidentOpened(
    @Describe("e.g. INC-1") String incident,
    @Describe("when it was first opened, UTC") String at) {}
