package dev.interlock.kernel.gate;

import static dev.interlock.kernel.gate.Seen.call;
import static dev.interlock.kernel.gate.Seen.proposed;
import static dev.interlock.kernel.run.TestCharters.KEYED;
import static dev.interlock.kernel.run.TestCharters.effect;
import static dev.interlock.kernel.run.TestCharters.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.kernel.charter.Autonomy;
import dev.interlock.kernel.charter.Risk;
import dev.interlock.kernel.failure.Leaf;
import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.kernel.run.Ending;
import dev.interlock.kernel.run.Event.ResultReused;
import dev.interlock.kernel.run.Event.RunEnded;
import dev.interlock.kernel.run.Event.ToolReturned;
import dev.interlock.kernel.run.Life;
import dev.interlock.kernel.run.Status;
import dev.interlock.kernel.run.TestCharters;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressGateTest {

  @Test
  void a_fresh_read_is_reused_then_refused_then_the_run_stops() {
    var life = proposed(desk(), call("look", "A")).returns("42");
    var entry = life.state().sequence();

    proposed(life, call("look", "A"));
    var reused = Seen.events(life, ResultReused.class);
    assertThat(reused).hasSize(1);
    assertThat(life.entries().get((int) reused.getFirst().entry() - 1).event())
        .isInstanceOf(ToolReturned.class);
    assertThat(reused.getFirst().entry()).isLessThan(entry);
    proposed(life, call("look", "A"));
    assertThat(Seen.denial(life).rule()).isEqualTo("same-call");
    assertThat(life.state().status()).isEqualTo(Status.RUNNING);
    proposed(life, call("look", "A"));

    assertStopped(life, "the same call again");
    assertThat(Seen.toolPermits(life)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"29_999, reused", "30_000, permitted"})
  void a_read_serves_for_less_than_thirty_seconds(String millis, String ruling) {
    var life = proposed(desk(), call("look", "A")).returns("42");

    life.after(Duration.ofMillis(Long.parseLong(millis.replace("_", ""))));
    proposed(life, call("look", "A"));

    assertThat(ruling(life)).isEqualTo(ruling);
  }

  @Test
  void a_read_does_not_serve_once_the_run_has_had_an_effect() {
    var life = proposed(desk(), call("look", "A")).returns("42");
    proposed(life, call("pay", "A")).returns("paid");

    proposed(life, call("look", "A"));

    assertThat(Seen.toolPermits(life)).isEqualTo(3);
  }

  @Test
  void other_arguments_are_another_read() {
    var life = proposed(desk(), call("look", "A")).returns("42");

    proposed(life, call("look", "B"));

    assertThat(Seen.toolPermits(life)).isEqualTo(2);
  }

  @Test
  void a_read_that_gave_the_same_result_twice_is_not_made_a_third_time() {
    var life = desk();
    for (var i = 0; i < 2; i++) {
      proposed(life, call("look", "A")).returns("42");
      life.after(Duration.ofSeconds(31));
    }

    proposed(life, call("look", "A"));

    assertThat(Seen.denial(life).rule()).isEqualTo("same-call");
    assertThat(Seen.denial(life).leaf()).isEqualTo(Leaf.PLN_4);
    assertThat(Seen.toolPermits(life)).isEqualTo(2);
  }

  @Test
  void a_read_whose_result_changes_may_be_made_again_and_again() {
    var life = desk();
    for (var i = 0; i < 6; i++) {
      proposed(life, call("look", "A")).returns("number " + i);
      life.after(Duration.ofSeconds(31));
    }

    assertThat(Seen.toolPermits(life)).isEqualTo(6);
  }

  @Test
  void a_call_that_failed_twice_in_the_same_way_is_refused_then_the_run_stops() {
    var life = desk();
    for (var i = 0; i < 2; i++) {
      Seen.failed(proposed(life, call("look", "A")), ToolFault.NOT_FOUND, "no such order");
    }

    proposed(life, call("look", "A"));
    assertThat(Seen.denial(life).rule()).isEqualTo("same-error");
    assertThat(Seen.denial(life).leaf()).isEqualTo(Leaf.PLN_3);
    assertThat(life.state().status()).isEqualTo(Status.RUNNING);
    proposed(life, call("look", "A"));

    assertStopped(life, "the same failing call again");
  }

  @Test
  void a_call_that_fails_otherwise_each_time_may_be_tried_again() {
    var life = desk();
    for (var i = 0; i < 4; i++) {
      Seen.failed(proposed(life, call("look", "A")), ToolFault.NOT_FOUND, "error " + i);
    }

    assertThat(Seen.toolPermits(life)).isEqualTo(4);
  }

  @Test
  void an_effect_that_has_happened_is_refused_twice_then_the_run_stops() {
    var life = proposed(desk(), call("pay", "A")).returns("paid");

    for (var i = 0; i < 2; i++) {
      proposed(life.after(Duration.ofMinutes(1)), call("pay", "A"));
      assertThat(Seen.denial(life).rule()).isEqualTo("same-effect");
      assertThat(life.state().status()).isEqualTo(Status.RUNNING);
    }
    proposed(life, call("pay", "A"));

    assertStopped(life, "the same effect again");
    assertThat(Seen.toolPermits(life)).isEqualTo(1);
  }

  @Test
  void the_same_effect_twice_in_one_turn_is_done_once() {
    var life = proposed(desk(), call("pay", "A"), call("pay", "A"), call("pay", "B"));

    assertThat(Seen.toolPermits(life)).isEqualTo(2);
    assertThat(Seen.denial(life).rule()).isEqualTo("same-effect");
    assertThat(life.state().permitted().stream().map(one -> one.command())).doesNotHaveDuplicates();
  }

  @Test
  void of_two_like_effects_in_one_turn_the_first_is_done() {
    var life = proposed(desk(), call("pay", "A"), call("pay", "A"));

    assertThat(life.permitted().index()).isZero();
    assertThat(life.state().permitted()).hasSize(1);
    assertThat(Seen.denial(life).gate()).isEqualTo("progress");
  }

  @Test
  void the_same_effect_twice_in_one_turn_is_asked_about_once() {
    var life = Terms.autonomy(Autonomy.ASSIST, effect("pay", KEYED));

    proposed(life, call("pay", "A"), call("pay", "A"));

    assertThat(Seen.denial(life).rule()).isEqualTo("same-effect");
    assertThat(life.state().pending()).hasSize(1);
  }

  @Test
  void turns_without_news_stop_the_run_at_the_bound_and_not_before() {
    var life = locked();
    for (var i = 1; i <= 4; i++) {
      proposed(life, call("pay", "A" + i));
      assertThat(life.state().status()).as("after turn " + i).isEqualTo(Status.RUNNING);
    }

    proposed(life, call("pay", "A5"));

    assertStopped(life, "5 turns in a row brought no new information");
  }

  @Test
  void one_turn_with_news_begins_the_count_of_turns_anew() {
    var life = locked();
    for (var i = 1; i <= 4; i++) proposed(life, call("pay", "A" + i));
    proposed(life, call("look", "A")).returns("42");

    for (var i = 5; i <= 8; i++) proposed(life, call("pay", "A" + i));
    assertThat(life.state().status()).isEqualTo(Status.RUNNING);
    proposed(life, call("pay", "A9"));

    assertThat(life.state().status()).isEqualTo(Status.STOPPED);
  }

  @Test
  void a_result_that_was_seen_before_is_no_news() {
    var life = desk();
    proposed(life, call("look", "A")).returns("42");
    for (var i = 1; i <= 4; i++) proposed(life, call("look", "A" + i)).returns("42");
    assertThat(life.state().status()).isEqualTo(Status.RUNNING);

    proposed(life, call("look", "A5")).returns("42");

    assertThat(life.state().status()).isEqualTo(Status.STOPPED);
  }

  /** Nothing may be paid. */
  private static Life locked() {
    var pay = TestCharters.tool("pay", KEYED, Risk.WRITE, "never held", 3);
    return Terms.tools(read("look"), pay);
  }

  private static void assertStopped(Life life, String reason) {
    var ended = (RunEnded) life.last();
    assertThat(ended.ending()).isInstanceOf(Ending.Stopped.class);
    var stopped = (Ending.Stopped) ended.ending();
    assertThat(stopped.reason()).startsWith(reason);
    assertThat(stopped.leaf()).isEqualTo(Leaf.PLN_3);
  }

  private static String ruling(Life life) {
    return Seen.events(life, ResultReused.class).isEmpty() ? "permitted" : "reused";
  }

  private static Life desk() {
    return Terms.tools(read("look"), effect("pay", KEYED));
  }
}
