package dev.interlock.kernel.gate;

import static dev.interlock.kernel.gate.Seen.call;
import static dev.interlock.kernel.run.TestCharters.KEYED;
import static dev.interlock.kernel.run.TestCharters.effect;
import static dev.interlock.kernel.run.TestCharters.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.kernel.failure.Leaf;
import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.kernel.run.Event.RunPaused;
import dev.interlock.kernel.run.Facts.Switch;
import dev.interlock.kernel.run.Life;
import dev.interlock.kernel.run.Status;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KillSwitchGateTest {

  @ParameterizedTest
  @CsvSource({
    "'',                             RUNNING, 1",
    "all,                            PAUSED,  0",
    "all!,                           STOPPED, 0",
    "tool pay,                       PAUSED,  0",
    "tool pay!,                      STOPPED, 0",
    "tool look,                      RUNNING, 1",
    "tool look!,                     RUNNING, 1",
    "tool look!; all,                PAUSED,  0",
    "all; tool pay!,                 STOPPED, 0",
    "tool pay; all; tool look!,      PAUSED,  0",
  })
  void a_thrown_switch_lets_no_call_that_it_concerns_begin(
      String thrown, Status status, int permits) {
    var life = desk().judge();

    Seen.proposed(life.knowing(Known.switches(parsed(thrown))), call("pay", "A"));

    assertThat(life.state().status()).isEqualTo(status);
    assertThat(Seen.toolPermits(life)).isEqualTo(permits);
  }

  @ParameterizedTest
  @CsvSource({"tool pay, RUNNING, 1", "run x, PAUSED, 0", "run x!, STOPPED, 0"})
  void a_switch_on_a_tool_does_not_keep_the_model_from_being_asked(
      String thrown, Status status, int asked) {
    var life = desk().knowing(Known.switches(parsed(thrown))).judge();

    assertThat(life.state().status()).isEqualTo(status);
    assertThat(life.state().spending().modelCalls()).isEqualTo(asked);
  }

  @Test
  void a_pause_says_what_stopped_the_run_and_why() {
    var life = desk().knowing(Known.switches(parsed("all"))).judge();

    assertThat(life.last()).isEqualTo(new RunPaused("switch on all", "an incident"));
  }

  @Test
  void a_final_switch_names_its_scope() {
    desk().knowing(Known.switches(parsed("agent desk!")));
    var life = desk().knowing(Known.switches(parsed("agent desk!"))).judge();

    var denial = Seen.denial(life);
    assertThat(denial.gate() + " " + denial.rule()).isEqualTo("kill-switch agent desk");
    assertThat(denial.reason()).isEqualTo("stopped by the switch on agent desk: an incident");
    assertThat(denial.leaf()).isEqualTo(Leaf.SAF_4);
  }

  @Test
  void an_answer_is_not_accepted_while_a_switch_is_thrown() {
    var life = desk().judge();

    life.knowing(Known.switches(parsed("all"))).answers("done");

    assertThat(life.state().status()).isEqualTo(Status.PAUSED);
  }

  @Test
  void a_deed_under_way_is_not_taken_back_but_no_further_attempt_begins() {
    var life = Seen.proposed(desk(), call("pay", "A"));
    var pay = life.permitted();
    life.knowing(Known.switches(parsed("all!")));
    Seen.lost(life, ToolFault.TIMEOUT);
    life.after(Duration.ofMinutes(1)).judge();

    assertThat(Seen.ruled(life)).isEqualTo("refused");
    assertThat(life.state().pending()).containsOnlyKeys(pay);
    assertThat(life.state().status()).isEqualTo(Status.OUTCOME_UNKNOWN);
  }

  private static Life desk() {
    return Terms.tools(effect("pay", KEYED), read("look"));
  }

  private static Switch[] parsed(String thrown) {
    return Stream.of(thrown.split("; "))
        .filter(one -> !one.isEmpty())
        .map(one -> {
          var scope = one.replace("!", "");
          var tool = scope.startsWith("tool ") ? scope.substring(5) : null;
          return new Switch(scope, tool, "an incident", one.endsWith("!"));
        })
        .toArray(Switch[]::new);
  }
}
