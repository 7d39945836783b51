package dev.interlock.examples.incidentdesk.tools;

import dev.interlock.runtime.effect.Describe;
import java.util.List;

/**
 * Log lines of one service and day, oldest first.
 *
 * @param matching how many there are, of which {@code lines} are the first
 */
public record ServiceLogs(
    @Describe("how many lines there are; the list may hold fewer") long matching,
    List<Line> lines) {

  public ServiceLogs {
    lines = List.copyOf(lines);
  }

  /** One line. */
  public record Line(@Describe("UTC") String at, String level, String message) {}
}
