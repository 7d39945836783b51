package dev.interlock.kernel.run;

import static dev.interlock.kernel.run.TestCharters.KEYED;
import static dev.interlock.kernel.run.TestCharters.effect;
import static dev.interlock.kernel.run.TestCharters.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.kernel.brief.Message;
import dev.interlock.kernel.brief.Message.Outcome;
import dev.interlock.kernel.charter.Autonomy;
import dev.interlock.kernel.charter.Charter;
import dev.interlock.kernel.charter.ResultTerms;
import dev.interlock.kernel.charter.ResultTerms.Freshness;
import dev.interlock.kernel.charter.Rules;
import dev.interlock.kernel.charter.Rules.EvidenceTerms;
import dev.interlock.kernel.charter.Rules.OrderRule;
import dev.interlock.kernel.charter.Rules.OutputTerms;
import dev.interlock.kernel.charter.ToolContract;
import dev.interlock.kernel.failure.Leaf;
import dev.interlock.kernel.failure.ResultFault;
import dev.interlock.kernel.failure.ResultVerdict;
import dev.interlock.kernel.run.Assessment.Flaw;
import dev.interlock.kernel.run.Event.CommandDenied;
import dev.interlock.kernel.run.Event.CommandPermitted;
import dev.interlock.kernel.run.Event.ResultReused;
import dev.interlock.kernel.run.Event.RunEnded;
import dev.interlock.kernel.run.Event.ToolReturned;
import dev.interlock.kernel.value.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A result that may not be relied on settles its call and satisfies nothing. */
class FlawedResultTest {
  private static final Assessment PARTIAL =
      Assessment.of(ResultFault.INCOMPLETE, "result.next == null does not hold");

  @ParameterizedTest
  @EnumSource(ResultFault.class)
  void only_a_complete_result_meets_a_requirement(ResultFault fault) {
    var life = new Life(charter(new OrderRule.Requires("pay", "look", List.of())));
    life.proposes("look");
    returns(life, Assessment.of(fault, "drawn"));

    life.proposes("pay");

    var denied = (CommandDenied) ruling(life);
    assertThat(denied.denial().reason())
        .isEqualTo(
            "call look first and wait for its result; what it gave may not be relied on, only a"
                + " complete result counts");
  }

  @ParameterizedTest
  @EnumSource(names = "COMPLETE", mode = EnumSource.Mode.EXCLUDE)
  void there_is_a_fault_for_every_verdict_but_complete(ResultVerdict verdict) {
    assertThat(ResultFault.values()).anyMatch(fault -> fault.verdict() == verdict);
  }

  @Test
  void a_result_that_was_found_complete_meets_a_requirement() {
    var life = new Life(charter(new OrderRule.Requires("pay", "look", List.of())));
    life.proposes("look");
    returns(life, Assessment.of(List.of(), "cel"));

    life.proposes("pay");

    assertThat(ruling(life)).isInstanceOf(CommandPermitted.class);
  }

  @Test
  void what_one_deed_forbids_no_other_deed_does() {
    var life =
        new Life(
            charter(
                new OrderRule.NeverAfter("look", "pay"), new OrderRule.NeverAfter("find", "mail")));
    life.proposes("pay");
    returns(life, null);

    life.proposes("find");

    assertThat(ruling(life)).isInstanceOf(CommandPermitted.class);
  }

  @Test
  void a_complete_result_after_a_flawed_one_meets_the_requirement() {
    var life = new Life(charter(new OrderRule.Requires("pay", "look", List.of())));
    life.proposes("look");
    returns(life, PARTIAL);
    life.proposes("look");
    returns(life, null);

    life.proposes("pay");

    assertThat(ruling(life)).isInstanceOf(CommandPermitted.class);
  }

  @Test
  void a_flawed_result_of_one_tool_says_nothing_of_another() {
    var life = new Life(charter(new OrderRule.Requires("pay", "find", List.of())));
    life.proposes("look");
    returns(life, PARTIAL);

    life.proposes("pay");

    assertThat(((CommandDenied) ruling(life)).denial().reason())
        .isEqualTo("call find first and wait for its result");
  }

  @Test
  void only_complete_results_are_counted_by_called() {
    var life = new Life(charter());
    life.proposes("look");
    returns(life, PARTIAL);
    assertThat(life.state().history().called("look")).isZero();

    life.proposes("look");
    returns(life, null);
    assertThat(life.state().history().called("look")).isOne();
  }

  @Test
  void what_is_forbidden_after_a_deed_is_forbidden_whatever_its_result_is_worth() {
    var life = new Life(charter(new OrderRule.NeverAfter("look", "pay")));
    life.proposes("pay");
    returns(life, PARTIAL);

    life.proposes("look");

    assertThat(((CommandDenied) ruling(life)).denial().rule()).isEqualTo("never-after");
  }

  @Test
  void a_deed_counts_towards_at_most_whatever_its_result_is_worth() {
    var life = new Life(charter(new OrderRule.AtMost("mail", 1, null)));
    life.proposes("mail");
    returns(life, PARTIAL);

    life.proposes("mail", Map.of("to", Value.of("bob")));

    assertThat(((CommandDenied) ruling(life)).denial().rule()).isEqualTo("at-most");
  }

  @Test
  void an_effect_with_a_flawed_result_is_done_and_not_repeated() {
    var life = new Life(charter());
    life.proposes("pay");
    returns(life, PARTIAL);

    life.proposes("pay");

    assertThat(((CommandDenied) ruling(life)).denial().rule()).isEqualTo("same-effect");
    assertThat(told(life).text()).doesNotContain("tried again");
  }

  @Test
  void an_answer_does_not_rest_on_a_flawed_result() {
    var output = new OutputTerms(null, new EvidenceTerms(List.of("look")), null);
    var life = new Life(charter(output));
    life.proposes("look");
    returns(life, PARTIAL);

    life.answers("42");

    var denied = (CommandDenied) ruling(life);
    assertThat(denied.denial().reason())
        .isEqualTo("evidence is required from look, which gave no result that may be relied on");
    assertThat(life.state().over()).isFalse();

    life.proposes("look");
    returns(life, null);
    life.answers("42");
    assertThat(life.last()).isInstanceOf(RunEnded.class);
  }

  @Test
  void the_model_is_told_what_is_wrong_and_shown_what_came() {
    var life = new Life(charter());
    life.proposes("look");
    returns(life, PARTIAL);

    assertThat(told(life).outcome()).isEqualTo(Outcome.FLAWED);
    assertThat(told(life).text())
        .isEqualTo(
            "PARTIAL: result.next == null does not hold. Do not rely on this result: it satisfies"
                + " no rule and proves no figure. As it came: {\"rows\":2}");
  }

  @Test
  void of_an_effect_the_model_is_told_that_it_is_done() {
    var life = new Life(charter());
    life.proposes("pay");
    returns(life, PARTIAL);

    assertThat(told(life).text()).contains("The call itself is done; do not repeat it.");
  }

  @Test
  void a_flawed_read_is_not_reused_and_may_be_made_once_more() {
    var life = new Life(charter());
    life.proposes("look");
    returns(life, PARTIAL);

    life.proposes("look");
    assertThat(ruling(life)).isInstanceOf(CommandPermitted.class);

    returns(life, PARTIAL);
    life.proposes("look");
    assertThat(((CommandDenied) ruling(life)).denial().reason())
        .endsWith(", which may not be relied on; propose something else");
  }

  @Test
  void a_complete_read_is_reused_no_longer_than_it_may_be_old() {
    var freshness = new Freshness(Duration.ofSeconds(2), "$.at");
    var terms = new ResultTerms(null, freshness, List.of(), List.of());
    var look = read("look");
    var shortLived =
        new ToolContract(
            look.descriptor(),
            look.effect(),
            look.risk(),
            null,
            look.limits(),
            look.exposure(),
            terms);
    var life = new Life(TestCharters.of(List.of(shortLived)));
    life.proposes("look");
    returns(life, null);

    life.proposes("look");
    assertThat(ruling(life)).isInstanceOf(ResultReused.class);

    life.after(Duration.ofSeconds(3)).proposes("look");
    assertThat(ruling(life)).isInstanceOf(CommandPermitted.class);
  }

  @Test
  void every_flaw_is_a_failure_of_the_run_and_the_gravest_comes_first() {
    var assessment =
        Assessment.of(
            List.of(
                new Flaw(ResultFault.INCOMPLETE, "rows are missing"),
                new Flaw(ResultFault.OUTDATED, "an hour old"),
                new Flaw(ResultFault.SHAPE, "/total is missing")),
            "cel");
    var event =
        new ToolReturned(
            new CommandId(1, 2, 0), 1, new Content.Inline(Value.of(1)), Duration.ZERO, assessment);

    assertThat(Failures.all(event))
        .extracting(Failures.Shown::leaf)
        .containsExactly(Leaf.TOL_3, Leaf.TOL_6, Leaf.TOL_8);
    assertThat(Failures.of(event).orElseThrow().detail())
        .isEqualTo("INVALID result: /total is missing");
  }

  @Test
  void a_verdict_that_does_not_follow_from_the_flaws_is_refused() {
    assertThatThrownBy(() -> new Assessment(ResultVerdict.COMPLETE, PARTIAL.flaws(), ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Charter charter(OrderRule... order) {
    return charter(List.of(order), null);
  }

  private static Charter charter(OutputTerms output) {
    return charter(List.of(), output);
  }

  private static Charter charter(List<OrderRule> order, @Nullable OutputTerms output) {
    var plain = TestCharters.rules();
    return TestCharters.of(
        List.of(read("look"), read("find"), effect("pay", KEYED), effect("mail", KEYED)),
        TestCharters.bounds(Autonomy.BOUNDED),
        new Rules(plain.policy(), order, plain.approvals(), output, plain.doneWhen(), null));
  }

  private static void returns(Life life, @Nullable Assessment assessment) {
    var content = new Content.Inline(Value.of(Map.of("rows", Value.of(2))));
    life.record(new ToolReturned(life.permitted(), 1, content, Duration.ZERO, assessment)).judge();
  }

  /** What was ruled about the last call or answer, before the model was asked again. */
  private static Event ruling(Life life) {
    return life.entries().reversed().stream()
        .map(Entry::event)
        .filter(event ->
            event instanceof CommandDenied
                || event instanceof ResultReused
                || (event instanceof CommandPermitted permitted && permitted.model() == null))
        .findFirst()
        .orElseThrow();
  }

  private static Message.FromTool told(Life life) {
    return life.state().transcript().messages().reversed().stream()
        .filter(Message.FromTool.class::isInstance)
        .map(Message.FromTool.class::cast)
        .findFirst()
        .orElseThrow();
  }
}
