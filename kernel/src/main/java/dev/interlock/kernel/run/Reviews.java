package dev.interlock.kernel.run;

import dev.interlock.kernel.charter.Principal;
import dev.interlock.kernel.run.Course.Outlook;
import dev.interlock.kernel.run.Event.ReviewSettled;
import dev.interlock.kernel.run.Facts.AnswerFacts;
import dev.interlock.kernel.run.Facts.Truth;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Manual review: who may settle a run that was escalated, which answer counts, and what follows.
 */
public final class Reviews {
  private static final int PROBLEMS_SHOWN = 3;

  private Reviews() {}

  /** Returns why this person may not settle the run now; empty if they may. */
  static Optional<String> objection(RunState state, Principal by) {
    if (!(state.course().outlook() instanceof Outlook.Over(Ending.Escalated(var to, _, _)))) {
      return Optional.of("the run does not wait for manual review; it is " + state.status());
    }
    if (!to.isEmpty() && !by.roles().contains(to)) {
      return Optional.of(by.name() + " does not have the reviewing role " + to);
    }
    var terms = state.mandate().charter().rules().approvals();
    return terms.distinctFromRequester() && by.name().equals(state.mandate().principal().name())
        ? Optional.of(by.name() + " asked for this run and may not review it")
        : Optional.empty();
  }

  /**
   * Returns why an answer does not count, in one line; empty if it does. It must have the form that
   * is asked for, and every post-condition must hold of it.
   *
   * @param answer what was found of it; null if nothing was
   */
  public static Optional<String> objection(RunState state, @Nullable AnswerFacts answer) {
    var declared = state.mandate().charter().rules().doneWhen();
    if (answer == null) return Optional.of("nothing is known of the result");
    if (!answer.violations().isEmpty()) return Optional.of(inWords(answer));
    for (var i = 0; i < declared.size(); i++) {
      var holds = i < answer.doneWhen().size() && answer.doneWhen().get(i).result() == Truth.TRUE;
      if (!holds) return Optional.of("the post-condition does not hold: " + declared.get(i));
    }
    return Optional.empty();
  }

  /** The run is completed by a person's word. */
  static RunState settled(RunState now, ReviewSettled event) {
    var answer = event.facts().answer();
    var objection = objection(now, event.by()).or(() -> objection(now, answer));
    if (answer == null || objection.isPresent()) {
      throw new JournalCorruptException(
          "settled at "
              + now.sequence()
              + ", though "
              + objection.orElse("nothing is known of it"));
    }
    var author = new Author.Person(event.by(), event.reason(), now.sequence());
    return now.with(
        new Outlook.Over(new Ending.Completed(answer.output(), author.evidence(), null, author)));
  }

  private static String inWords(AnswerFacts answer) {
    var words = new StringBuilder("the result does not fit: ");
    var shown = Math.min(PROBLEMS_SHOWN, answer.violations().size());
    for (var i = 0; i < shown; i++) {
      var one = answer.violations().get(i);
      words.append(i == 0 ? "" : "; ").append(one.path().isEmpty() ? "it" : one.path());
      words.append(' ').append(one.problem());
    }
    var more = answer.violations().size() - shown;
    return more == 0
        ? words.toString()
        : words.append("; and ").append(more).append(" more").toString();
  }
}
