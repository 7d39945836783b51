package dev.interlock.examples.incidentdesk.world;

import java.time.LocalDateTime;

/** One change of a service's code or configuration; the version is new each time. */
record Deployment(
    LocalDateTime at, String service, String version, String author, String summary) {}
