package dev.interlock.kernel.gate;

import static dev.interlock.kernel.gate.Seen.call;
import static dev.interlock.kernel.gate.Seen.proposed;
import static dev.interlock.kernel.run.TestCharters.RECONCILE;
import static dev.interlock.kernel.run.TestCharters.effect;
import static dev.interlock.kernel.run.TestCharters.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.kernel.charter.EffectClass;
import dev.interlock.kernel.failure.Leaf;
import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.kernel.run.Denial.Consequence;
import dev.interlock.kernel.run.Event.ToolFailed;
import dev.interlock.kernel.run.Status;
import dev.interlock.kernel.value.Value;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyGateTest {
  private static final EffectClass MINUTE = new EffectClass.Keyed("key", Duration.ofSeconds(60));

  /** Two seconds to begin, ten to be done, and a quarter by which clocks may differ. */
  @ParameterizedTest
  @CsvSource({"47_749, permitted", "47_750, refused"})
  void a_key_is_used_again_while_its_tool_is_sure_to_remember_it(String millis, String ruling) {
    var life = proposed(Terms.tools(effect("pay", MINUTE)), call("pay", "A"));
    Seen.lost(life, ToolFault.CRASH);

    life.after(Duration.ofMillis(Long.parseLong(millis.replace("_", "")))).judge();

    assertThat(Seen.ruled(life)).isEqualTo(ruling);
  }

  @Test
  void a_key_that_may_be_forgotten_leaves_the_outcome_unknown_and_says_why() {
    var life = proposed(Terms.tools(effect("pay", MINUTE)), call("pay", "A"));
    Seen.lost(life, ToolFault.CRASH);

    life.after(Duration.ofMinutes(1)).judge();

    var denial = Seen.denial(life);
    assertThat(denial.gate() + " " + denial.rule()).isEqualTo("key expired");
    assertThat(denial.reason()).isEqualTo("pay remembers the key until 2026-01-01T00:01:00Z only");
    assertThat(denial.saw().get("remembered-until")).contains(Value.of("2026-01-01T00:01:00Z"));
    assertThat(denial.consequence()).isEqualTo(Consequence.NEWS);
    assertThat(denial.leaf()).isEqualTo(Leaf.RUN_1);
    assertThat(life.state().status()).isEqualTo(Status.OUTCOME_UNKNOWN);
  }

  @Test
  void an_attempt_that_left_no_doubt_is_made_again_however_old_the_key_is() {
    var life = proposed(Terms.tools(effect("pay", MINUTE)), call("pay", "A"));
    life.record(new ToolFailed(life.permitted(), 1, ToolFault.RATE_LIMIT, "busy", null));

    life.after(Duration.ofMinutes(9)).judge();

    assertThat(Seen.ruled(life)).isEqualTo("permitted");
  }

  @Test
  void what_can_be_asked_about_has_no_key_that_grows_old() {
    var life = proposed(Terms.tools(effect("post", RECONCILE), read("find")), call("post", "A"));
    Seen.lost(life, ToolFault.CRASH);

    life.after(Duration.ofMinutes(9)).judge();

    assertThat(Seen.ruled(life)).isEqualTo("permitted");
  }
}
