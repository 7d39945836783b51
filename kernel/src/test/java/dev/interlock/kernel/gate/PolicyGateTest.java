package dev.interlock.kernel.gate;

import static dev.interlock.kernel.run.TestCharters.KEYED;
import static dev.interlock.kernel.run.TestCharters.effect;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.kernel.charter.Autonomy;
import dev.interlock.kernel.charter.Rules.PolicyRule;
import dev.interlock.kernel.charter.Rules.Then;
import dev.interlock.kernel.run.Event.CommandHeld;
import dev.interlock.kernel.run.Facts.RuleOutcome;
import dev.interlock.kernel.run.Facts.Truth;
import dev.interlock.kernel.run.Hold;
import dev.interlock.kernel.run.Life;
import dev.interlock.kernel.value.Value;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyGateTest {
  private static final List<PolicyRule> RULES =
      List.of(
          new PolicyRule("allow", "args.n < 5", Then.ALLOW, "small"),
          new PolicyRule("hold", "args.n > 50", Then.HOLD, "large"),
          new PolicyRule("deny", "args.n > 500", Then.DENY, "too large"),
          new PolicyRule("hold-2", "args.late", Then.HOLD, "late"));

  @ParameterizedTest
  @CsvSource({
    "'',                        permitted, ''",
    "allow:true,                permitted, ''",
    "hold:true,                 held,      large",
    "deny:true,                 denied,    too large",
    "hold:false,                permitted, ''",
    "deny:false,                permitted, ''",
    "allow:true hold:true,      held,      large",
    "hold:true deny:true,       denied,    too large",
    "deny:true hold:true,       denied,    too large",
    "allow:true deny:true,      denied,    too large",
    "hold:true hold-2:true,     held,      large; late",
    "allow:error,               denied,    rule allow could not be evaluated: no such key",
    "hold:error,                denied,    rule hold could not be evaluated: no such key",
    "hold:true allow:error,     denied,    rule allow could not be evaluated: no such key",
    "nobody:true,               denied,    the gate 'policy' could not judge: "
        + "java.lang.IllegalStateException: facts name no rule of this charter: nobody"
  })
  void deny_beats_hold_beats_allow_and_an_error_denies(String outcomes, String ruling, String why) {
    var life = Terms.policy(Autonomy.BOUNDED, RULES, effect("pay", KEYED));
    life.knowing(Known.policy(parsed(outcomes)));

    life.proposes("pay");

    switch (ruling) {
      case "permitted" -> assertThat(Seen.toolPermits(life)).isEqualTo(1);
      case "held" -> assertThat(String.join("; ", reasons(life))).isEqualTo(why);
      default -> assertThat(Seen.denial(life).reason()).isEqualTo(why);
    }
    assertThat(Seen.toolPermits(life)).isEqualTo(ruling.equals("permitted") ? 1 : 0);
  }

  @Test
  void a_denial_names_the_rule_and_what_it_saw() {
    var life = Terms.policy(Autonomy.BOUNDED, RULES, effect("pay", KEYED));
    life.knowing(Known.policy(parsed("deny:true")));

    life.proposes("pay", Map.of("n", Value.of(501)));

    var denial = Seen.denial(life);
    assertThat(denial.gate()).isEqualTo("policy");
    assertThat(denial.rule()).isEqualTo("deny");
    assertThat(denial.saw().json())
        .isEqualTo("{\"arguments\":{\"n\":501},\"when\":\"args.n > 500\"}");
  }

  @Test
  void a_yes_answers_every_rule_that_was_asked_and_no_other() {
    var life = Terms.policy(Autonomy.BOUNDED, RULES, effect("pay", KEYED));
    life.knowing(Known.policy(parsed("hold:true"))).proposes("pay");
    var pay = life.held();

    Seen.approved(life.knowing(Known.policy(parsed("hold:true hold-2:true"))), pay);
    assertThat(Seen.toolPermits(life)).as("the second rule was never asked about").isZero();
    assertThat(reasons(life)).containsExactly("late");
    Seen.approved(life, pay);

    assertThat(Seen.toolPermits(life)).isEqualTo(1);
  }

  private static List<String> reasons(Life life) {
    return Seen.events(life, CommandHeld.class).getLast().holds().stream()
        .map(Hold::reason)
        .toList();
  }

  private static RuleOutcome[] parsed(String outcomes) {
    return Stream.of(outcomes.split(" "))
        .filter(one -> !one.isEmpty())
        .map(one -> one.split(":"))
        .map(one ->
            switch (one[1]) {
              case "true" -> new RuleOutcome(one[0], Truth.TRUE, "");
              case "false" -> new RuleOutcome(one[0], Truth.FALSE, "");
              default -> new RuleOutcome(one[0], Truth.ERROR, "no such key");
            })
        .toArray(RuleOutcome[]::new);
  }
}
