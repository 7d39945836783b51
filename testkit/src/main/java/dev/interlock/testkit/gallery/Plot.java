package dev.interlock.testkit.gallery;

/** What happens to the process of an agent while it works. */
enum Plot {
  /** Nothing. */
  STRAIGHT,
  /** It is killed when a deed has been done and not yet answered; then somebody goes on. */
  KILLED_IN_A_DEED,
  /** It is killed while the model is asked what comes next; then somebody goes on. */
  KILLED_BETWEEN_TURNS,
  /** It stands still in a call; another process takes its run over, and then it goes on. */
  FROZEN_AND_TAKEN_OVER,
  /** It is killed in a call; then somebody rewrites what was called, and somebody goes on. */
  KILLED_AND_REWRITTEN,
  /** It waits for a person, who says yes to another call, and to this one days too late. */
  ALLOWED_TOO_LATE,
  /** It waits for a person, and somebody comes. */
  VISITED,
  /** It ends well; then somebody finds that it should not have been, and wants it undone. */
  REGRETTED,
  /** It ends well; then somebody rewrites the journal, its head included. */
  JOURNAL_REWRITTEN
}
