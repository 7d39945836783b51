package dev.interlock.testkit.sim;

/** What holds whatever happens. The sentences are quoted by the documentation. */
public enum Invariant {
  PERMIT_FIRST("no deed begins before its permit is durable"),
  PERMIT_IN_TIME("no deed begins after its permit has run out"),
  GRANTED("no tool is called that is not granted, or that the principal has no right to"),
  AS_PERMITTED("what is performed is what was permitted, to the last argument"),
  NEVER_DENIED("what was denied is never performed"),
  YES_FIRST(
      "a held call is performed only after a person's yes to exactly that call, before it expired"),
  RIGHTS("nothing is permitted or begun on the strength of rights that are gone, but to undo"),
  QUORUM("a held call is performed only after as many different people as it takes said yes"),
  SWITCH_HOLDS("nothing begins while a switch that concerns it is thrown"),
  NOT_PERMITTED("nothing is permitted while a switch that concerns it is thrown"),
  SWITCH_ENDS("a final switch that a run finds thrown leads to its end"),
  CANCELLED(
      "a cancelled run begins nothing more but to undo, and ends as cancelled, or as undoing does"),
  NOTHING_AFTER_THE_END(
      "no effect begins after the end of the run, but to undo others when a person wants that"),
  NEVER_UNDONE_TWICE("no effect is undone twice"),
  ONLY_WHAT_HAPPENED_IS_UNDONE("nothing is undone that has not happened"),
  UNDONE_IN_REVERSE("no effect is undone while a later one, known when undoing began, is not"),
  NOTHING_REMAINS("of a run that is rolled back no effect is left that can be undone"),
  NO_EFFECT_TWICE("no call takes effect twice"),
  TOGETHER("a transactional effect is there if, and only if, its outcome is"),
  NO_LIKE_IN_DOUBT(
      "while an outcome is unknown, a call like it is not performed without a person's yes"),
  BUDGET("at each permit, what is settled and reserved is within the budget"),
  STEPS("the model is asked for no more turns than the charter allows"),
  BRIEF("the brief stays within its bound"),
  GOAL_STAYS("the goal and the rules of the house are in every brief"),
  IN_PHASE(
      "no tool is called in a phase that does not offer it, and no phase is longer than allowed"),
  FALLBACK(
      "the fallback function is called once the agent cannot go on, in one call, and no model"
          + " after"),
  MANUAL("a run is completed by a person's word only if a reviewer gave it, and it fits"),
  IN_TURN("a model is asked only after the one before it in the chain has failed"),
  LEFT_ALONE("no tool is called while it is to be left alone after outages"),
  RATE(
      "no more calls of a tool begin within any stretch of its time, or are under way at once, than"
          + " the runs of a process may make, and those of one tenant"),
  CALL_TIME("no attempt begins that could end after its call has taken as long as it may"),
  AT_MOST("no tool gives more results than its at-most rule allows"),
  ORDER("no call goes ahead of what it requires, nor after what forbids it"),
  RELIED_ON("only a complete result satisfies an order rule, a phase or a demand for evidence"),
  FACTS(
      "what a ruling rests on was read for it, at most a minute before, and after every effect that"
          + " went before"),
  CONFIRMED("no run is completed while the post-condition of an effect is not known to hold"),
  DURABLE("nothing that was acknowledged is lost"),
  LETTERS("every acknowledged request is admitted or refused, exactly once"),
  NO_LETTER_FORGOTTEN("no request lies in the inbox of a run that nobody looks after any more"),
  REPLAY("folding the entries on disk gives the state that the driver had"),
  CHAIN("every entry is what its hash says"),
  VERIFIES("the gates give every recorded ruling again"),
  ACCOUNTED("every effect in the world is accounted for in the journal"),
  NOTHING_MADE_UP("every result in the journal is one that the tool gave"),
  NO_SPIN("no driver goes round and round while neither time passes nor anything is recorded"),
  NAMED_WAIT("a run that is let go of has ended, or waits for something that has a name"),
  ENDS("every run ends once people have answered and the world is calm"),
  NO_SURPRISE("the runtime throws nothing but what it says it throws");

  private final String sentence;

  Invariant(String sentence) {
    this.sentence = sentence;
  }

  public String sentence() {
    return sentence;
  }
}
