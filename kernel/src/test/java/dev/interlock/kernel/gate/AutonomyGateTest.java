package dev.interlock.kernel.gate;

import static dev.interlock.kernel.run.TestCharters.KEYED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.kernel.charter.Autonomy;
import dev.interlock.kernel.charter.EffectClass;
import dev.interlock.kernel.charter.EffectClass.Once;
import dev.interlock.kernel.charter.Risk;
import dev.interlock.kernel.charter.Rules.PolicyRule;
import dev.interlock.kernel.charter.Rules.Then;
import dev.interlock.kernel.charter.ToolContract;
import dev.interlock.kernel.run.Event.CommandHeld;
import dev.interlock.kernel.run.Event.EffectWithheld;
import dev.interlock.kernel.run.Facts.RuleOutcome;
import dev.interlock.kernel.run.Facts.Truth;
import dev.interlock.kernel.run.TestCharters;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class AutonomyGateTest {
  /** Risk by autonomy, as the architecture has it. */
  private static final String MATRIX =
      """
      NONE        withheld  held  permitted  permitted
      WRITE       withheld  held  permitted  permitted
      EXTERNAL    withheld  held  held       permitted
      PERMISSION  withheld  held  held       permitted
      DELETION    withheld  held  held       permitted
      COMPLIANCE  withheld  held  held       permitted
      MONEY       withheld  held  held       permitted
      CREDENTIAL  withheld  held  held       permitted
      """;

  static Stream<Arguments> matrix() {
    return MATRIX.lines().map(line -> line.split(" +")).flatMap(AutonomyGateTest::row);
  }

  private static Stream<Arguments> row(String[] cells) {
    var levels = Autonomy.values();
    return Stream.of(0, 1, 2, 3)
        .map(i -> Arguments.of(Risk.valueOf(cells[0]), levels[i], cells[i + 1]));
  }

  @ParameterizedTest
  @MethodSource("matrix")
  void risk_by_autonomy(Risk risk, Autonomy autonomy, String ruling) {
    for (var effect : List.of(KEYED, Once.ONCE)) {
      var life = Terms.autonomy(autonomy, tool(effect, risk));

      life.proposes("pay");

      assertThat(Seen.toolPermits(life)).isEqualTo(ruling.equals("permitted") ? 1 : 0);
      if (!ruling.equals("withheld")) assertThat(Seen.ruled(life)).isEqualTo(ruling);
      assertThat(Seen.events(life, EffectWithheld.class))
          .hasSize(ruling.equals("withheld") ? 1 : 0);
    }
  }

  @Test
  void the_matrix_knows_every_risk() {
    assertThat(MATRIX.lines().map(line -> line.split(" ", -1)[0]))
        .containsExactlyElementsOf(Arrays.stream(Risk.values()).map(Risk::name).toList());
  }

  @ParameterizedTest
  @EnumSource(Autonomy.class)
  void reads_are_always_performed(Autonomy autonomy) {
    var life = Terms.autonomy(autonomy, TestCharters.read("look"));

    life.proposes("look");

    assertThat(Seen.toolPermits(life)).isEqualTo(1);
  }

  @Test
  void the_question_names_risk_and_autonomy() {
    var life = Terms.autonomy(Autonomy.GUARDED, tool(KEYED, Risk.MONEY)).proposes("pay");

    var hold = ((CommandHeld) life.last()).holds().getFirst();
    assertThat(hold.reason()).isEqualTo("pay has risk money and the agent is guarded");
    assertThat(hold.saw().json()).isEqualTo("{\"autonomy\":\"guarded\",\"risk\":\"money\"}");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "`tool == \"pay\" && args.amount < 50`,   ALLOW, TRUE,  GUARDED, permitted",
        "`tool == 'pay' && args.amount < 50`,     ALLOW, TRUE,  GUARDED, permitted",
        "`tool == \"pay\" && args.amount < 50`,   ALLOW, FALSE, GUARDED, held",
        "`tool == \"pay\" && args.amount < 50`,   ALLOW, none,  GUARDED, held",
        "`tool == \"pay\" && args.amount < 50`,   ALLOW, TRUE,  ASSIST,  held",
        "`tool == \"pay\" && args.amount < 50`,   ALLOW, TRUE,  OBSERVE, withheld",
        "`tool == \"pay\"`,                       ALLOW, TRUE,  GUARDED, held",
        "`args.amount < 50`,                      ALLOW, TRUE,  GUARDED, held",
        "`tool == \"payment\" || args.n < 5`,     ALLOW, TRUE,  GUARDED, held",
        "`tool == \"pay\" && args.amount < 50`,   HOLD,  TRUE,  GUARDED, held",
        "`tool == \"pay\" && args.amount < 50`,   DENY,  TRUE,  GUARDED, denied",
        "`tool == \"pay\" && args.amount < 50`,   ALLOW, ERROR, GUARDED, denied",
      })
  void an_allowing_rule_frees_from_asking_only_if_it_names_the_tool_and_a_bound(
      String when, Then then, String result, Autonomy autonomy, String ruling) {
    var rule = new PolicyRule("policy[0]", when, then, "small");
    var life = Terms.policy(autonomy, List.of(rule), tool(KEYED, Risk.MONEY));
    if (!result.equals("none")) {
      life.knowing(Known.policy(new RuleOutcome("policy[0]", Truth.valueOf(result), "")));
    }

    life.proposes("pay");

    assertThat(Seen.toolPermits(life)).isEqualTo(ruling.equals("permitted") ? 1 : 0);
    var held = Seen.events(life, CommandHeld.class);
    assertThat(held).hasSize(ruling.equals("held") ? 1 : 0);
  }

  @Test
  void another_rule_that_came_out_true_frees_nothing() {
    var allow = new PolicyRule("policy[0]", "tool == 'pay' && args.n < 5", Then.ALLOW, "small");
    var other = new PolicyRule("policy[1]", "args.n > 0", Then.ALLOW, "any");
    var life = Terms.policy(Autonomy.GUARDED, List.of(allow, other), tool(KEYED, Risk.MONEY));

    life.knowing(Known.policy(new RuleOutcome("policy[1]", Truth.TRUE, ""))).proposes("pay");

    assertThat(Seen.ruled(life)).isEqualTo("held");
  }

  private static ToolContract tool(EffectClass effect, Risk risk) {
    return TestCharters.tool("pay", effect, risk, null, effect instanceof Once ? 1 : 3);
  }
}
