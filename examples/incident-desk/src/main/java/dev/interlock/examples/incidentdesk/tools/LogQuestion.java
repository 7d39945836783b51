package dev.interlock.examples.incidentdesk.tools;

import dev.interlock.runtime.effect.Describe;

/** Which log lines. */
public record LogQuestion(
    @Describe("e.g. billing-worker") String service,
    @Describe("e.g. 2026-03-01") String day,
    @Describe("the mildest level wanted: WARN gives WARN and ERROR") Level level,
    @Describe("how many lines at most, 1 to 50; the first of the day") long limit) {

  /** How bad a line is, mildest first. */
  public enum Level {
    /** The ordinary course. */
    INFO,
    /** Something was skipped or slow. */
    WARN,
    /** Something failed. */
    ERROR
  }
}
