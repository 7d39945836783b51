package dev.interlock.examples.incidentdesk.world;

import java.time.LocalDateTime;

/** One line that a service wrote. */
record LogLine(LocalDateTime at, String service, Level level, String message) {

  /** How bad, mildest first. */
  enum Level {
    INFO,
    WARN,
    ERROR
  }
}
