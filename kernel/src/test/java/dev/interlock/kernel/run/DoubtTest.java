package dev.interlock.kernel.run;

import static dev.interlock.kernel.run.TestCharters.KEYED;
import static dev.interlock.kernel.run.TestCharters.RECONCILE;
import static dev.interlock.kernel.run.TestCharters.effect;
import static dev.interlock.kernel.run.TestCharters.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.kernel.charter.Autonomy;
import dev.interlock.kernel.charter.EffectClass;
import dev.interlock.kernel.charter.Principal;
import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.kernel.run.Event.DeadlinePassed;
import dev.interlock.kernel.run.Event.OutcomeUnknown;
import dev.interlock.kernel.run.Event.QueryFailed;
import dev.interlock.kernel.run.Event.ToolFailed;
import dev.interlock.kernel.value.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Edges of what follows when nobody knows what came of a deed. */
class DoubtTest {
  private static final Principal ADA = Principal.of("ada", "lead");

  @ParameterizedTest
  @CsvSource({"12_249, 1", "12_250, 2"})
  void after_a_crash_nothing_is_redone_until_the_first_attempt_cannot_be_under_way(
      String millis, int attempts) {
    var life = new Life(TestCharters.of(List.of(effect("pay", KEYED)))).proposes("pay");

    life.record(new OutcomeUnknown(life.permitted(), 1, ToolFault.CRASH, "died"));
    life.after(millis(millis)).judge();

    assertThat(life.state().spending().toolCalls()).isEqualTo(attempts);
  }

  @ParameterizedTest
  @CsvSource({"47_749, 2", "47_750, 1"})
  void a_key_that_the_tool_may_forget_before_the_attempt_is_over_is_not_used_again(
      String millis, int attempts) {
    var keyed = new EffectClass.Keyed("key", Duration.ofSeconds(60));
    var life = new Life(TestCharters.of(List.of(effect("pay", keyed)))).proposes("pay");

    life.after(millis(millis));
    life.record(new OutcomeUnknown(life.permitted(), 1, ToolFault.TIMEOUT, "gone")).judge();

    assertThat(life.state().spending().toolCalls()).isEqualTo(attempts);
    assertThat(life.state().status() == Status.OUTCOME_UNKNOWN).isEqualTo(attempts == 1);
  }

  @Test
  void attempts_that_are_used_up_leave_the_outcome_to_a_person() {
    var life = new Life(TestCharters.of(List.of(effect("pay", KEYED)))).proposes("pay");
    for (var attempt = 1; attempt <= 3; attempt++) {
      life.record(new OutcomeUnknown(life.permitted(), attempt, ToolFault.TIMEOUT, "gone"));
      life.judge();
    }

    assertThat(life.state().status()).isEqualTo(Status.OUTCOME_UNKNOWN);
  }

  @ParameterizedTest
  @EnumSource(
      value = ToolFault.class,
      names = {"THROTTLED", "CIRCUIT_OPEN", "RETRY_BUDGET"})
  void who_is_held_back_in_doubt_waits_and_uses_no_attempt_up(ToolFault heldBack) {
    var life = new Life(TestCharters.of(List.of(effect("pay", KEYED)))).proposes("pay");
    life.record(new OutcomeUnknown(life.permitted(), 1, ToolFault.TIMEOUT, "gone")).judge();
    for (var attempt = 2; attempt <= 9; attempt++) {
      var wait = Duration.ofSeconds(20);
      life.record(new ToolFailed(life.permitted(), attempt, heldBack, "rests", wait)).judge();
      assertThat(life.state().due(life.state().course().at())).as("it does not spin").isEmpty();
      life.after(Duration.ofSeconds(31)).judge();
    }
    assertThat(life.state().status()).isEqualTo(Status.RUNNING);
  }

  @Test
  void who_is_throttled_waits_as_long_as_it_takes() {
    var life = new Life(TestCharters.of(List.of(read("find")))).proposes("find");
    for (var attempt = 1; attempt <= 9; attempt++) {
      life.record(new ToolFailed(life.permitted(), attempt, ToolFault.THROTTLED, "busy", null));
      life.after(Duration.ofSeconds(31)).judge();
    }
    assertThat(life.permitted()).isNotNull();
  }

  @Test
  void who_is_held_back_without_a_doubt_is_told_when_the_attempts_are_used_up() {
    var life = new Life(TestCharters.of(List.of(read("find")))).proposes("find");
    for (var attempt = 1; attempt <= 3; attempt++) {
      life.record(new ToolFailed(life.permitted(), attempt, ToolFault.CIRCUIT_OPEN, "rests", null));
      life.after(Duration.ofSeconds(31)).judge();
    }
    assertThat(life.state().pending().values())
        .noneMatch(pending -> pending.command() instanceof Command.InvokeTool);
  }

  @Test
  void a_query_that_fails_five_times_leaves_the_outcome_to_a_person() {
    var charter = TestCharters.of(List.of(effect("post", RECONCILE), read("find")));
    var life = new Life(charter).proposes("post");
    var post = life.permitted();
    life.record(new OutcomeUnknown(post, 1, ToolFault.TIMEOUT, "gone")).judge();

    for (var i = 2; i <= 6; i++) {
      assertThat(life.state().status()).isEqualTo(Status.RUNNING);
      life.record(new QueryFailed(post, i, ToolFault.UNAVAILABLE, "down"));
      life.after(Duration.ofSeconds(31)).judge();
    }

    assertThat(life.state().status()).isEqualTo(Status.OUTCOME_UNKNOWN);
  }

  @ParameterizedTest
  @EnumSource(
      value = ToolFault.class,
      names = {"THROTTLED", "CIRCUIT_OPEN", "RETRY_BUDGET"})
  void a_query_that_is_held_back_was_not_asked_in_vain(ToolFault fault) {
    var charter = TestCharters.of(List.of(effect("post", RECONCILE), read("find")));
    var life = new Life(charter).proposes("post");
    var post = life.permitted();
    life.record(new OutcomeUnknown(post, 1, ToolFault.TIMEOUT, "gone")).judge();

    for (var i = 2; i <= 12; i++) {
      assertThat(life.permitted()).isEqualTo(post);
      life.record(new QueryFailed(post, i, fault, "later", Duration.ofSeconds(40)));
      assertThat(life.state().nextTimer())
          .contains(life.state().course().at().plus(Duration.ofSeconds(40)));
      life.after(Duration.ofSeconds(40)).judge();
    }
    life.record(new QueryFailed(post, 13, ToolFault.UNAVAILABLE, "down"));

    assertThat(life.state().status()).isEqualTo(Status.WAITING_TIMER);
  }

  @Test
  void calls_that_were_throttled_leave_the_attempts_to_those_that_were_begun() {
    var life = new Life(TestCharters.of(List.of(read("find")))).proposes("find");
    for (var attempt = 1; attempt <= 6; attempt++) {
      life.record(new ToolFailed(life.permitted(), attempt, ToolFault.THROTTLED, "many", null));
      life.after(Duration.ofSeconds(31)).judge();
    }
    for (var attempt = 7; attempt <= 9; attempt++) {
      assertThat(life.state().pending().values())
          .anyMatch(pending -> pending.command() instanceof Command.InvokeTool);
      life.record(new ToolFailed(life.permitted(), attempt, ToolFault.UNAVAILABLE, "down", null));
      life.after(Duration.ofSeconds(31)).judge();
    }
    assertThat(life.state().pending().values())
        .noneMatch(pending -> pending.command() instanceof Command.InvokeTool);
  }

  @Test
  void a_no_is_final_only_when_a_clock_that_is_ahead_cannot_have_asked_too_early() {
    var charter = TestCharters.of(List.of(effect("post", RECONCILE), read("find")));
    var life = new Life(charter).proposes("post");
    var post = life.permitted();
    life.record(new OutcomeUnknown(post, 1, ToolFault.NETWORK, "gone")).judge();
    var gone = life.state().course().at();
    var no = new Content.Inline(Value.of(Map.of("written", Value.of(false))));
    life.record(new Event.QueryAnswered(post, 2, false, no));

    assertThat(life.state().nextTimer())
        .contains(gone.plus(Duration.ofSeconds(5)).plus(Clocks.SKEW_MAX));
  }

  @Test
  void what_an_attempt_had_reserved_is_given_back_with_any_outcome() {
    var charter = TestCharters.of(List.of(effect("pay", KEYED)));
    assertThat(new Life(charter).proposes("pay").state().spending().reserved().time())
        .isEqualTo(Duration.ofSeconds(10));

    var lost = new Life(charter).proposes("pay");
    lost.record(new OutcomeUnknown(lost.permitted(), 1, ToolFault.CRASH, "died"));
    var failed = new Life(charter).proposes("pay");
    failed.record(new ToolFailed(failed.permitted(), 1, ToolFault.RATE_LIMIT, "busy", null));
    var done = new Life(charter).proposes("pay");
    var result = new Content.Inline(Value.of("paid"));
    done.record(new Event.ToolReturned(done.permitted(), 1, result, Duration.ZERO));

    for (var life : List.of(lost, failed, done)) {
      assertThat(life.state().spending().reserved()).isEqualTo(Reservation.NONE);
    }
  }

  @Test
  void a_run_that_winds_up_with_a_deed_in_doubt_waits_for_a_person_and_no_timer() {
    var life =
        new Life(TestCharters.of(List.of(effect("mail", EffectClass.Once.ONCE)))).proposes("mail");
    life.record(new OutcomeUnknown(life.permitted(), 1, ToolFault.TIMEOUT, "gone"));
    assertThat(life.state().nextTimer()).contains(life.state().mandate().deadline());

    life.record(new DeadlinePassed()).judge();

    assertThat(life.state().over()).isFalse();
    assertThat(life.state().nextTimer()).isEmpty();
  }

  @Test
  void time_that_runs_backwards_is_corruption() {
    var life = new Life(TestCharters.of(List.of())).judge();

    assertThatThrownBy(() -> life.after(Duration.ofMillis(-1)).record(new DeadlinePassed()))
        .isInstanceOf(JournalCorruptException.class)
        .hasMessage("time runs backwards at sequence 3");
  }

  @Test
  void a_yes_and_a_no_of_a_person_are_news() {
    var bounds = TestCharters.bounds(Autonomy.ASSIST);
    var charter = TestCharters.of(List.of(effect("pay", KEYED)), bounds, TestCharters.rules());
    var life = new Life(charter);
    for (var i = 0; i < 6; i++) {
      life.proposes("pay", Map.of("n", Value.of(i)));
      var held = life.held();
      assertThat(life.state().history().stall().news()).isFalse();
      var wanted = ((Event.CommandHeld) life.last()).wanted();
      if (i % 2 == 0) {
        life.record(new Event.ApprovalGranted(held, wanted, ADA, new RequestId("y" + i)));
        assertThat(life.state().history().stall().news()).isTrue();
        life.judge();
        life.record(new ToolFailed(held, 1, ToolFault.NOT_FOUND, "none", null)).judge();
      } else {
        life.record(new Event.ApprovalRejected(held, "no", ADA, new RequestId("n" + i))).judge();
      }
      assertThat(life.state().history().stall().turns()).isZero();
    }
  }

  private static Duration millis(String text) {
    return Duration.ofMillis(Long.parseLong(text.replace("_", "")));
  }
}
