package dev.interlock.kernel.gate;

import static dev.interlock.kernel.gate.Seen.call;
import static dev.interlock.kernel.gate.Seen.proposed;
import static dev.interlock.kernel.run.TestCharters.KEYED;
import static dev.interlock.kernel.run.TestCharters.RECONCILE;
import static dev.interlock.kernel.run.TestCharters.effect;
import static dev.interlock.kernel.run.TestCharters.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.kernel.charter.ToolContract;
import dev.interlock.kernel.charter.ToolContract.Limits;
import dev.interlock.kernel.failure.Leaf;
import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.kernel.run.Command;
import dev.interlock.kernel.run.Content;
import dev.interlock.kernel.run.Event.QueryAnswered;
import dev.interlock.kernel.run.Event.ToolFailed;
import dev.interlock.kernel.run.Life;
import dev.interlock.kernel.run.Status;
import dev.interlock.kernel.value.Value;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallTimeGateTest {

  /** Two seconds to begin and ten to be done, in a minute. */
  @ParameterizedTest
  @CsvSource({"48_000, true", "48_001, false"})
  void a_call_is_tried_again_only_if_it_is_sure_to_end_in_time(String millis, boolean again) {
    var life = proposed(Terms.tools(aMinute(read("find"))), call("find", "A"));
    life.record(new ToolFailed(life.permitted(), 1, ToolFault.UNAVAILABLE, "down", null));

    life.after(Duration.ofMillis(Long.parseLong(millis.replace("_", "")))).judge();

    assertThat(isPending(life)).isEqualTo(again);
  }

  @Test
  void what_is_clear_is_a_failure_that_says_why() {
    var life = proposed(Terms.tools(aMinute(read("find"))), call("find", "A"));
    life.record(new ToolFailed(life.permitted(), 1, ToolFault.UNAVAILABLE, "down", null));

    life.after(Duration.ofSeconds(55)).judge();

    var denial = Seen.denial(life);
    assertThat(denial.gate() + " " + denial.rule()).isEqualTo("call-time timeout-total");
    assertThat(denial.reason()).isEqualTo("find may be tried until 2026-01-01T00:01:00Z only");
    assertThat(denial.leaf()).isEqualTo(Leaf.TOL_1);
    assertThat(isPending(life)).isFalse();
  }

  @Test
  void what_is_in_doubt_is_a_doubt_for_a_person() {
    var life = proposed(Terms.tools(aMinute(effect("pay", KEYED))), call("pay", "A"));
    Seen.lost(life, ToolFault.CRASH);

    life.after(Duration.ofSeconds(55)).judge();

    assertThat(life.state().status()).isEqualTo(Status.OUTCOME_UNKNOWN);
  }

  /** Two seconds to begin and ten to be done, in a minute. */
  @ParameterizedTest
  @CsvSource({"48, true", "49, false"})
  void who_would_come_again_too_late_does_not_wait_for_it(int seconds, boolean waits) {
    var life = proposed(Terms.tools(aMinute(read("find"))), call("find", "A"));
    var later = Duration.ofSeconds(seconds);
    life.record(new ToolFailed(life.permitted(), 1, ToolFault.RATE_LIMIT, "busy", later));

    assertThat(isPending(life)).isEqualTo(waits);
  }

  @Test
  void it_is_never_too_late_to_ask_whether_it_happened_only_to_do_it() {
    var tools = Terms.tools(aMinute(effect("post", RECONCILE)), read("find"));
    var life = proposed(tools, call("post", "A"));
    Seen.lost(life, ToolFault.CRASH);

    life.after(Duration.ofMinutes(9)).judge();
    assertThat(Seen.ruled(life)).isEqualTo("permitted");

    var no = new Content.Inline(Value.of(Map.of("written", Value.of(false))));
    life.record(new QueryAnswered(life.permitted(), 2, false, no));
    life.after(Duration.ofSeconds(30)).judge();
    assertThat(isPending(life)).isFalse();
    assertThat(life.state().status()).isNotEqualTo(Status.OUTCOME_UNKNOWN);
  }

  private static ToolContract aMinute(ToolContract tool) {
    var limits = tool.limits();
    return new ToolContract(
        tool.descriptor(),
        tool.effect(),
        tool.risk(),
        tool.permission(),
        new Limits(
            limits.timeout(),
            limits.attemptsMax(),
            limits.backoff(),
            limits.resultBytesMax(),
            null,
            Duration.ofMinutes(1)),
        tool.exposure());
  }

  private static boolean isPending(Life life) {
    return life.state().pending().values().stream()
        .anyMatch(pending -> pending.command() instanceof Command.InvokeTool);
  }
}
