package dev.interlock.kernel.gate;

import static dev.interlock.kernel.run.TestCharters.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.kernel.charter.Rules.EvidenceTerms;
import dev.interlock.kernel.charter.Rules.OutputTerms;
import dev.interlock.kernel.failure.Leaf;
import dev.interlock.kernel.run.Denial;
import dev.interlock.kernel.run.Denial.Consequence;
import dev.interlock.kernel.run.Ending;
import dev.interlock.kernel.run.Event.RunEnded;
import dev.interlock.kernel.run.Facts;
import dev.interlock.kernel.run.Facts.AnswerFacts;
import dev.interlock.kernel.run.Facts.RuleOutcome;
import dev.interlock.kernel.run.Facts.Truth;
import dev.interlock.kernel.run.Facts.Violation;
import dev.interlock.kernel.run.Life;
import dev.interlock.kernel.run.Status;
import dev.interlock.kernel.value.Value;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerGateTest {
  private static final AnswerFacts GOOD =
      new AnswerFacts(Value.of("42"), Value.of(List.of()), null, List.of(), List.of(), List.of());

  @Test
  void an_answer_that_breaks_its_schema_is_sent_back_for_repair() {
    var wrong = List.of(new Violation("/total", "must be a number"));
    var facts = answer(null, wrong, List.of(), List.of());

    var denial = refused(free(), facts);

    assertThat(denial.gate() + " " + denial.rule()).isEqualTo("answer schema");
    assertThat(denial.reason()).isEqualTo("/total must be a number");
    assertThat(denial.consequence()).isEqualTo(Consequence.REPAIR);
    assertThat(denial.leaf()).isEqualTo(Leaf.REL_1);
  }

  @Test
  void an_answer_counts_only_after_a_result_of_each_required_tool() {
    var terms = new OutputTerms(null, new EvidenceTerms(List.of("look", "peek")), null);
    var life = Terms.output(terms, List.of(), null, read("look"), read("peek"));
    life.proposes("look").returns("42");

    var denial = refused(life, GOOD);
    assertThat(denial.rule()).isEqualTo("required-from");
    assertThat(denial.reason()).isEqualTo("evidence is required from peek, which gave no result");
    assertThat(denial.leaf()).isEqualTo(Leaf.PLN_2);
    life.proposes("peek").returns("43");

    assertThat(answered(life, GOOD).state().status()).isEqualTo(Status.COMPLETED);
  }

  @Test
  void a_figure_that_is_not_proved_is_sent_back() {
    var denial =
        refused(
            free(), answer(null, List.of(), List.of("42 stands nowhere", "7 is bare"), List.of()));

    assertThat(denial.rule()).isEqualTo("evidence");
    assertThat(denial.reason()).isEqualTo("42 stands nowhere; 7 is bare");
    assertThat(denial.leaf()).isEqualTo(Leaf.REA_5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TRUE  | TRUE  | ''",
        "FALSE | TRUE  | not done yet: called('look') > 0 does not hold",
        "TRUE  | FALSE | not done yet: output.total > 0 does not hold",
        "TRUE  | ERROR | not done yet: output.total > 0 could not be evaluated: no such key",
      })
  void every_post_condition_must_hold(Truth first, Truth second, String problem) {
    var life = Terms.output(null, List.of("called('look') > 0", "output.total > 0"), null);
    var outcomes =
        List.of(
            new RuleOutcome("done-when[0]", first, ""),
            new RuleOutcome("done-when[1]", second, "no such key"));

    answered(life, answer(null, List.of(), List.of(), outcomes));

    if (problem.isEmpty()) {
      assertThat(life.state().status()).isEqualTo(Status.COMPLETED);
      return;
    }
    assertThat(Seen.denial(life).reason()).isEqualTo(problem);
    assertThat(Seen.denial(life).leaf()).isEqualTo(Leaf.PLN_7);
    assertThat(life.state().status()).isEqualTo(Status.RUNNING);
  }

  @Test
  void a_post_condition_without_an_outcome_denies() {
    var life = Terms.output(null, List.of("output.total > 0"), null);

    assertThat(refused(life, GOOD).reason()).contains("1 post-conditions, 0 outcomes");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "0.80, 0.8,  COMPLETED, ''",
        "0.80, 0.80, COMPLETED, ''",
        "0.80, 1,    COMPLETED, ''",
        "0.80, 0.79, ESCALATED, the answer's confidence 0.79 is below 0.80",
        "0.80, none, RUNNING,   state a confidence from 0 to 1",
      })
  void an_answer_that_is_not_sure_enough_goes_to_a_person(
      BigDecimal min, @Nullable BigDecimal stated, Status status, String reason) {
    var life = Terms.output(new OutputTerms(null, null, min), List.of(), "lead");

    answered(life, answer(stated, List.of(), List.of(), List.of()));

    assertThat(life.state().status()).isEqualTo(status);
    if (!reason.isEmpty()) assertThat(Seen.denial(life).reason()).isEqualTo(reason);
    if (status == Status.ESCALATED) {
      assertThat(((RunEnded) life.last()).ending())
          .isEqualTo(new Ending.Escalated("lead", Leaf.REA_1, reason));
    }
  }

  @Test
  void form_comes_before_evidence_before_post_conditions_before_confidence() {
    var terms = new OutputTerms(null, new EvidenceTerms(List.of()), new BigDecimal("0.5"));
    var life = Terms.output(terms, List.of("x"), null);
    var violation = List.of(new Violation("", "is wrong"));
    var undone = List.of(new RuleOutcome("done-when[0]", Truth.FALSE, ""));
    var done = List.of(new RuleOutcome("done-when[0]", Truth.TRUE, ""));
    var unsure = new BigDecimal("0.1");

    assertThat(ruling(life, answer(unsure, violation, List.of("gap"), undone))).isEqualTo("schema");
    assertThat(ruling(life, answer(unsure, List.of(), List.of("gap"), undone)))
        .isEqualTo("evidence");
    assertThat(ruling(life, answer(unsure, List.of(), List.of(), undone)))
        .isEqualTo("done-when[0]");
    assertThat(ruling(life, answer(unsure, List.of(), List.of(), done)))
        .isEqualTo("confidence-min");
  }

  @Test
  void an_answer_of_which_nothing_was_found_out_is_denied() {
    var life = free().judge();
    life.knowing(
        facts -> new Facts(facts.at(), facts.standing(), List.of(), List.of(), null, "none"));

    life.answers("42");

    assertThat(Seen.denial(life).rule()).isEqualTo("threw");
    assertThat(life.state().status()).isEqualTo(Status.RUNNING);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {"lead, ESCALATED", "none, STOPPED"})
  void repairs_of_answers_are_bounded(@Nullable String escalateTo, Status status) {
    var life = Terms.output(null, List.of(), escalateTo);
    var gap = answer(null, List.of(), List.of("gap"), List.of());
    for (var i = 0; i < 3; i++) {
      assertThat(answered(life, gap).state().status()).isEqualTo(Status.RUNNING);
    }

    assertThat(answered(life, gap).state().status()).isEqualTo(status);
  }

  private static String ruling(Life life, AnswerFacts found) {
    var again = new Life(life.state().mandate().charter());
    return Seen.denial(answered(again, found)).rule();
  }

  private static Denial refused(Life life, AnswerFacts found) {
    answered(life, found);
    assertThat(life.state().status()).isEqualTo(Status.RUNNING);
    return Seen.denial(life);
  }

  @CanIgnoreReturnValue
  private static Life answered(Life life, AnswerFacts found) {
    return life.knowing(Known.answer(_ -> found)).answers("my answer");
  }

  private static Life free() {
    return Terms.output(null, List.of(), null);
  }

  private static AnswerFacts answer(
      @Nullable BigDecimal confidence,
      List<Violation> violations,
      List<String> gaps,
      List<RuleOutcome> doneWhen) {
    return new AnswerFacts(
        Value.of("42"), Value.of(List.of()), confidence, violations, gaps, doneWhen);
  }
}
