package dev.interlock.cli;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** The verbs. A verb's class is loaded when it is asked for. */
enum Verbs {
  DEMO("see it work: an incident desk on a real local database, no key, no network", DemoVerb::new),
  RUN("start an agent on a goal and follow it", RunVerb::new),
  SHOW("tell what happened in a run, and why", ShowVerb::new),
  APPROVALS("list what waits for a person", ApprovalsVerb::new),
  RESUME("take up what a dead process left, or what was paused", ResumeVerb::new),
  CHECK("review an agent file without running it", CheckVerb::new),
  RUNS("list runs", RunsVerb::new),
  APPROVE("say yes to a held call", ApproveVerb::new),
  REJECT("say no to a held call", RejectVerb::new),
  POSTPONE("give a question about a held call more time", PostponeVerb::new),
  RESOLVE("say what came of a call whose outcome is unknown", ResolveVerb::new),
  VERIFY("prove that a journal is whole and its rulings right", VerifyVerb::new),
  SAY("the user's next message in a conversation"),
  STOP(
      "throw a durable kill switch on runs, an agent, a tenant, a tool, a model, or all",
      StopVerb::new),
  ALLOW("release a kill switch, and go on with what it had stopped", AllowVerb::new),
  RIGHTS("take somebody's rights away, give them back, or list what was taken", RightsVerb::new),
  CANCEL("end a run, once what is under way is accounted for", CancelVerb::new),
  ROLLBACK("undo what a run has done, the last effect first", RollbackVerb::new),
  EXPORT("write a run's journal to a file that verify proves anywhere", ExportVerb::new),
  EVAL("run evals"),
  GALLERY("reproduce failures of agents, and see them contained", GalleryVerb::new),
  SERVE("serve the API and the console"),
  POLICY("try a policy on past runs", PolicyVerb::new);

  /** How many of them the short help shows. */
  static final int SHORT_LIST = 6;

  private final String summary;

  @SuppressWarnings("ImmutableEnumChecker") // constructors, which hold nothing
  private final Optional<Supplier<Verb>> maker;

  Verbs(String summary, Supplier<Verb> maker) {
    this.summary = summary;
    this.maker = Optional.of(maker);
  }

  Verbs(String summary) {
    this.summary = summary;
    this.maker = Optional.empty();
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  String summary() {
    return summary;
  }

  boolean built() {
    return maker.isPresent();
  }

  Optional<Verb> make() {
    return maker.map(Supplier::get);
  }

  static Optional<Verbs> of(String word) {
    for (var verb : values()) {
      if (verb.word().equals(word)) return Optional.of(verb);
    }
    return Optional.empty();
  }
}
