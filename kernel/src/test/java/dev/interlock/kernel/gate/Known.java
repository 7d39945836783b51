package dev.interlock.kernel.gate;

import dev.interlock.kernel.run.Facts;
import dev.interlock.kernel.run.Facts.AnswerFacts;
import dev.interlock.kernel.run.Facts.RuleOutcome;
import dev.interlock.kernel.run.Facts.Standing;
import dev.interlock.kernel.run.Facts.Switch;
import dev.interlock.kernel.run.Facts.Violation;
import java.util.List;
import java.util.function.UnaryOperator;

/** Changes to what the gates are told. */
final class Known {
  private Known() {}

  static UnaryOperator<Facts> permissions(String... held) {
    return facts -> standing(facts, new Standing(List.of(held), 0, facts.standing().switches()));
  }

  static UnaryOperator<Facts> switches(Switch... thrown) {
    return facts ->
        standing(facts, new Standing(facts.standing().permissions(), 1, List.of(thrown)));
  }

  static UnaryOperator<Facts> violations(List<Violation> violations) {
    return facts ->
        new Facts(
            facts.at(),
            facts.standing(),
            violations,
            facts.policy(),
            facts.answer(),
            facts.evaluators());
  }

  static UnaryOperator<Facts> policy(RuleOutcome... outcomes) {
    return facts ->
        new Facts(
            facts.at(),
            facts.standing(),
            facts.violations(),
            List.of(outcomes),
            facts.answer(),
            facts.evaluators());
  }

  /** Changes what was found of an answer; other commands have none, before and after. */
  static UnaryOperator<Facts> answer(UnaryOperator<AnswerFacts> change) {
    return facts -> {
      var answer = facts.answer();
      if (answer == null) return facts;
      return new Facts(
          facts.at(),
          facts.standing(),
          facts.violations(),
          facts.policy(),
          change.apply(answer),
          facts.evaluators());
    };
  }

  private static Facts standing(Facts facts, Standing standing) {
    return new Facts(
        facts.at(),
        standing,
        facts.violations(),
        facts.policy(),
        facts.answer(),
        facts.evaluators());
  }
}
