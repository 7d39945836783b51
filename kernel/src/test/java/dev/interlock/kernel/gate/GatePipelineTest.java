package dev.interlock.kernel.gate;

import static dev.interlock.kernel.gate.Seen.call;
import static dev.interlock.kernel.gate.Seen.proposed;
import static dev.interlock.kernel.run.TestCharters.KEYED;
import static dev.interlock.kernel.run.TestCharters.effect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.kernel.charter.Autonomy;
import dev.interlock.kernel.charter.Rules.PolicyRule;
import dev.interlock.kernel.charter.Rules.Then;
import dev.interlock.kernel.failure.Leaf;
import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.kernel.run.Attempt;
import dev.interlock.kernel.run.Command;
import dev.interlock.kernel.run.Denial;
import dev.interlock.kernel.run.Denial.Consequence;
import dev.interlock.kernel.run.Event.CommandHeld;
import dev.interlock.kernel.run.Event.CommandPermitted;
import dev.interlock.kernel.run.Event.OutcomeUnknown;
import dev.interlock.kernel.run.Facts;
import dev.interlock.kernel.run.Facts.RuleOutcome;
import dev.interlock.kernel.run.Facts.Truth;
import dev.interlock.kernel.run.Hold;
import dev.interlock.kernel.run.Life;
import dev.interlock.kernel.run.Pending;
import dev.interlock.kernel.run.RunState;
import dev.interlock.kernel.value.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class GatePipelineTest {
  /** Strongest first. */
  private static final List<String> STRENGTH =
      List.of("deny", "pause", "reuse", "withhold", "hold", "allow");

  static Stream<Arguments> pairs() {
    return IntStream.range(0, STRENGTH.size())
        .boxed()
        .flatMap(
            i -> STRENGTH.subList(i, 6).stream().map(weak -> Arguments.of(STRENGTH.get(i), weak)));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void the_stronger_word_wins_wherever_it_stands(String strong, String weak) {
    if (strong.equals("reuse") && weak.equals("withhold")) {
      assertThat(word(judged(strong, weak))).as("in the order of the gates").isEqualTo(strong);
      return;
    }
    assertThat(word(judged(strong, weak))).isEqualTo(strong);
    assertThat(word(judged(weak, strong))).isEqualTo(strong);
  }

  @Test
  void every_question_of_every_gate_is_asked_at_once() {
    assertThat(judged("hold", "allow", "hold"))
        .isInstanceOfSatisfying(Ruling.Held.class, held -> assertThat(held.holds()).hasSize(2));
  }

  @Test
  void a_gate_that_throws_denies_and_is_named() {
    var ruling = judged("allow", "throw", "allow");

    assertThat(ruling).isInstanceOf(Ruling.Denied.class);
    var denial = ((Ruling.Denied) ruling).denial();
    assertThat(denial.gate() + " " + denial.rule()).isEqualTo("throw threw");
    assertThat(denial.reason()).contains("IllegalStateException: broken");
  }

  @Test
  void a_pipeline_without_gates_is_refused() {
    assertThatThrownBy(() -> new GatePipeline(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no gates");
  }

  @Test
  void a_drill_can_do_without_a_gate_and_has_all_the_others() {
    var life = proposed(desk(Autonomy.ASSIST), call("pay", "A"));
    var held = life.state().pending().values().iterator().next();
    var wanted =
        new Pending(
            held.command(),
            new Pending.Stage.Wanted(Attempt.Kind.PERFORM, life.now()),
            held.past());
    var all = GatePipeline.standard();

    assertThat(all.without(Set.of())).isSameAs(all);
    assertThat(all.without(Set.of("order")).judge(life.state(), wanted, Life.facts(life.now())))
        .isInstanceOf(Ruling.Held.class);
    assertThat(all.without(Set.of("autonomy")).judge(life.state(), wanted, Life.facts(life.now())))
        .isInstanceOf(Ruling.Permitted.class);
  }

  @Test
  void only_what_waits_for_the_gates_is_judged() {
    var life = proposed(desk(Autonomy.BOUNDED), call("pay", "A"));
    var begun = life.state().permitted().getFirst();

    assertThatThrownBy(
            () -> GatePipeline.standard().judge(life.state(), begun, Life.facts(life.now())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(begun.command().id() + " does not wait for the gates");
  }

  @Test
  void questions_stand_in_the_order_of_the_gates() {
    var life = Terms.policy(Autonomy.ASSIST, List.of(HOLDING), effect("pay", KEYED));
    life.knowing(Known.policy(new RuleOutcome("policy[0]", Truth.TRUE, "")));

    proposed(life, call("pay", "A"));

    assertThat(((CommandHeld) life.last()).holds().stream().map(Hold::gate))
        .containsExactly("policy", "autonomy");
  }

  @Test
  void people_are_asked_three_times_about_one_call_and_not_again() {
    var life = desk(Autonomy.BOUNDED);
    for (var i = 0; i < 4; i++) {
      life.knowing(Known.policy(new RuleOutcome("policy[" + i + "]", Truth.TRUE, "")));
      if (i == 0) proposed(life, call("pay", "A"));
      else Seen.approved(life, life.held());
    }

    assertThat(Seen.events(life, CommandHeld.class)).hasSize(3);
    assertThat(Seen.denial(life).reason())
        .isEqualTo("people were asked 3 times about this call; they are not asked again");
    assertThat(Seen.denial(life).leaf()).isEqualTo(Leaf.SAF_4);
    assertThat(Seen.toolPermits(life)).isZero();
  }

  @Test
  void a_yes_to_one_rule_is_no_yes_to_another() {
    var life = desk(Autonomy.BOUNDED);
    life.knowing(Known.policy(new RuleOutcome("policy[0]", Truth.TRUE, "")));
    proposed(life, call("pay", "A"));

    life.knowing(Known.policy(new RuleOutcome("policy[1]", Truth.TRUE, "")));
    Seen.approved(life, life.held());

    assertThat(Seen.ruled(life)).isEqualTo("held");
  }

  @Test
  void a_permit_of_a_sibling_waits_for_those_before_it() {
    var life = proposed(desk(Autonomy.BOUNDED), call("pay", "A"), call("pay", "B"));

    assertThat(
            Seen.events(life, CommandPermitted.class).reversed().stream()
                .limit(2)
                .map(permit -> Duration.between(life.now(), permit.beginBy())))
        .containsExactly(Duration.ofSeconds(12), Duration.ofSeconds(2));
  }

  @ParameterizedTest
  @CsvSource({"deny, true, refused", "deny, false, permitted", "hold, false, permitted"})
  void further_attempts_are_judged_by_those_gates_alone_that_govern_them(
      String word, boolean governs, String expected) {
    var life = proposed(desk(Autonomy.BOUNDED), call("pay", "A"));
    life.record(new OutcomeUnknown(life.permitted(), 1, ToolFault.TIMEOUT, "gone"));
    var again = life.state().due(life.now()).getFirst();

    var ruling =
        new GatePipeline(List.of(new Fixed("allow", true), new Fixed(word, governs)))
            .judge(life.state(), again, Life.facts(life.now()));

    assertThat(word(ruling)).isEqualTo(expected.equals("refused") ? "deny" : "allow");
    if (ruling instanceof Ruling.Permitted(var permit)) {
      assertThat(permit.attempt().number()).isEqualTo(2);
    }
  }

  private static final PolicyRule HOLDING =
      new PolicyRule("policy[0]", "true", Then.HOLD, "rule 0");

  private static Life desk(Autonomy autonomy) {
    var rules =
        IntStream.range(0, 4)
            .mapToObj(i -> new PolicyRule("policy[" + i + "]", "true", Then.HOLD, "rule " + i))
            .toList();
    return Terms.policy(autonomy, rules, effect("pay", KEYED));
  }

  private static Ruling judged(String... words) {
    var life = Terms.tools();
    var gates = new ArrayList<Gate>();
    for (var word : words) gates.add(new Fixed(word, false));
    var ask = life.state().due(life.now()).getFirst();
    return new GatePipeline(gates).judge(life.state(), ask, Life.facts(life.now()));
  }

  private static String word(Ruling ruling) {
    return switch (ruling) {
      case Ruling.Permitted _ -> "allow";
      case Ruling.Reused _ -> "reuse";
      case Ruling.Withheld _ -> "withhold";
      case Ruling.Held _ -> "hold";
      case Ruling.Paused _ -> "pause";
      case Ruling.Denied _ -> "deny";
    };
  }

  /** Always says the same. */
  private record Fixed(String name, boolean governsAttempts) implements Gate {
    @Override
    public Verdict judge(RunState state, Command command, Facts facts) {
      return switch (name) {
        case "allow" -> Verdict.Allow.ALLOW;
        case "reuse" -> new Verdict.Reuse(1);
        case "withhold" -> new Verdict.Withhold();
        case "hold" -> new Verdict.Hold(new Hold(name, name, "?", Value.Obj.EMPTY));
        case "pause" -> new Verdict.Pause("somebody", "a reason");
        case "deny" ->
            new Verdict.Deny(
                new Denial(name, name, "no", Value.Obj.EMPTY, Consequence.NEWS, Leaf.SAF_1));
        default -> throw new IllegalStateException("broken");
      };
    }
  }
}
