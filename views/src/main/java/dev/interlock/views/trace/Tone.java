package dev.interlock.views.trace;

/** What kind of news a line of a story is; screens colour by it and leave housekeeping out. */
public enum Tone {
  /** Who asked for what. */
  GOAL,
  /** What the model said. */
  MODEL,
  /** One call that the model proposed. */
  PROPOSAL,
  /** The gates had no objection. */
  ALLOWED,
  /** The gates said no. */
  REFUSED,
  /** A person is asked. */
  HELD,
  /** A tool answered. */
  RETURNED,
  FAILED,
  /** Nobody knows whether it happened. */
  UNKNOWN,
  /** What a person decided. */
  PERSON,
  /** True, and seldom of interest. */
  HOUSEKEEPING,
  /** How it ended, and what it cost. */
  END
}
