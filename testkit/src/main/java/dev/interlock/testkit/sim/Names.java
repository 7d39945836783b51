package dev.interlock.testkit.sim;

/** The names of what is counted and stands in no enumeration of the code, one a line. */
final class Names {
  private Names() {}

  static final String PERILS =
      """
      death standing still
      death waiting
      death in model
      death after model
      power cut
      store failure
      freeze
      takeover
      clock set
      long night
      effect after the call
      late answer
      huge result
      odd usage
      wild proposal
      stuck model
      asked behind
      phase entered
      function called
      turns summarised
      brief nearly full
      undone
      taken up after the end
      neighbour called as default
      neighbour called as other
      neighbour held back
      no sign of life\
      """;

  static final String SELDOM_PERILS =
      """
      death in find
      death in keyed
      death in once
      death in read
      death in sent
      death in undo
      death after find
      death after keyed
      death after once
      death after read
      death after sent
      death after undo\
      """;

  static final String DENIALS =
      """
      denied answer confidence
      denied answer confidence-min
      denied answer done-when
      denied answer evidence
      denied answer required-from
      denied answer schema
      denied budget cost
      denied budget model-calls
      denied budget phase-steps
      denied budget steps
      denied budget time
      denied budget tokens
      denied budget tool-calls
      denied known-tool not-offered
      denied order at-most
      denied order never-after
      denied order requires
      denied permission principal-lacks
      denied permission revoked
      denied policy policy
      denied progress no-news
      denied progress same-call
      denied progress same-effect
      denied progress same-error
      denied schema not-an-object
      denied schema strict\
      """;

  static final String SELDOM_DENIALS =
      """
      denied budget brief-bytes
      denied autonomy assist
      denied autonomy guarded
      denied order in-doubt\
      """;

  static final String REFUSALS =
      """
      refused budget model-calls
      refused budget time
      refused budget tokens
      refused budget tool-calls
      refused kill-switch\
      """;

  static final String SELDOM_REFUSALS =
      """
      refused budget cost
      refused call-time timeout-total
      refused key expired
      refused permission principal-lacks
      refused permission revoked\
      """;

  static final String HOLDS =
      """
      held autonomy assist
      held autonomy guarded
      held policy policy
      held rollback ask\
      """;

  static final String SELDOM_HOLDS =
      """
      held order in-doubt
      held rollback assist\
      """;

  static final String STOPS =
      """
      stopped budget.cost is used up
      stopped budget.model-calls is used up
      stopped budget.phase-steps is used up
      stopped budget.steps is used up
      stopped budget.time is used up
      stopped budget.tokens is used up
      stopped repairs used up
      stopped stopped for good by the switch
      stopped the deadline has passed
      stopped the same call again
      stopped turns in a row brought no new information\
      """;

  static final String SELDOM_STOPS =
      """
      stopped the same effect again
      stopped the same failing call again\
      """;

  static final String UNKNOWN =
      """
      unknown after CRASH
      unknown after NETWORK
      unknown after TIMEOUT\
      """;

  static final String SELDOM_UNKNOWN =
      """
      unknown after MALFORMED
      unknown after TOO_LARGE\
      """;

  static final String QUERIES =
      """
      query fault CRASH
      query fault MALFORMED
      query fault TIMEOUT\
      """;

  static final String SELDOM_QUERIES =
      """
      query fault NETWORK
      query fault NOT_BEGUN
      query fault NOT_FOUND
      query fault PERMISSION
      query fault RATE_LIMIT
      query fault REFUSED
      query fault TOOL_ERROR
      query fault TOO_LARGE
      query fault UNAVAILABLE\
      """;

  static final String ENDINGS =
      """
      ending CANCELLED
      ending COMPLETED
      ending ESCALATED
      ending FAILED
      ending ROLLED_BACK
      ending STOPPED\
      """;
}
