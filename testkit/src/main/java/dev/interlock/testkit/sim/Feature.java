package dev.interlock.testkit.sim;

/** What a world may have against a run. Each seed draws which of these are on. */
enum Feature {
  /** A process dies at any point; what it wrote has left it, or has not. */
  DEATHS,
  /** The machine stops: every process dies, and writes that were not synced are lost. */
  POWER_CUTS,
  /** The store fails in the midst of an append, before or after it took effect. */
  STORE_FAILURES,
  /** A process stands still at any point, and goes on later. */
  FREEZES,
  /** Other processes take the run over. */
  TAKEOVERS,
  /** Processes differ in time by up to 200 ms. */
  CLOCK_SKEW,
  /** The clock is set, forwards or backwards, while nothing is under way. */
  CLOCK_SET,
  /** Long stretches of time pass in which nobody drives. */
  LONG_NIGHTS,
  SWITCHES,
  FINAL_SWITCHES,
  /** People pause and continue at will. */
  PAUSES,
  /** People ask for what makes no sense, twice, or with a digest that is not the one shown. */
  NOISE,
  /** People do not answer until nothing else is left to do. */
  SILENCE,
  MODEL_FAULTS,
  /** The model proposes what it should not. */
  WILD_MODEL,
  /** The model makes the same proposals for ever. */
  STUCK_MODEL,
  /** The model makes many calls at once. */
  CROWDS,
  /** The provider does not say what it charged, or charges more than was reserved. */
  ODD_USAGE,
  TOOL_FAULTS,
  /** Tools stand still past their timeout, or as long as they may give no sign of life. */
  STALLS,
  /** Effects come after the call has ended. */
  LINGERING,
  /** Answers come late, or twice. */
  LATE_ANSWERS,
  HUGE_RESULTS,
  /** Results are partial, stale or invalid, or nobody can tell. */
  FLAWED_RESULTS,
  /** Arguments and answers break their schemas. */
  VIOLATIONS,
  POLICY,
  /** Other models stand behind the first. */
  FALLBACKS,
  /** A function decides when the agent cannot. */
  FUNCTION,
  /** A small model puts old turns in fewer words. */
  SMALL_MODEL,
  /** The tools that are offered change as the run goes on. */
  PHASES,
  /** Effects can be taken back, and people want that at any time. */
  COMPENSATIONS,
  /** Rulings rest on what is read for them, and effects are looked at afterwards. */
  GROUNDS,
  /** Other runs of each process, of two tenants, call the same tools. */
  NEIGHBOURS,
  /** Whoever asked for the run loses rights, and is given them back. */
  REVOCATIONS,
  /** Held calls take the yes of several people, who also want more time. */
  QUORUM
}
