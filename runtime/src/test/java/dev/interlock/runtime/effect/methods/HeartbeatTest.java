package dev.interlock.runtime.effect.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.UserError;
import dev.interlock.runtime.effect.Heartbeat;
import dev.interlock.runtime.effect.Patience;
import dev.interlock.runtime.effect.Tool;
import dev.interlock.runtime.effect.ToolSource.Answer;
import dev.interlock.runtime.effect.ToolSource.Call;
import dev.interlock.runtime.effect.ToolSource.Context;
import dev.interlock.runtime.effect.ToolSource.Failed;
import dev.interlock.runtime.effect.ToolSource.Returned;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A method that takes long is waited for as long as it says that it is alive. */
class HeartbeatTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration BEAT = Duration.ofMillis(600);

  private final Scans scans = new Scans();
  private final MethodTools tools = MethodTools.of(scans);
  private final BlockingQueue<Answer> late = new LinkedBlockingQueue<>();

  public record Plan(int rows, int everyMillis, int silentMillis) {}

  public record Done(int rows) {}

  /** Tools as a user would write them. */
  public static class Scans {
    final CountDownLatch closed = new CountDownLatch(1);
    final CountDownLatch interrupted = new CountDownLatch(1);

    @Tool(name = "scan", description = "Scans rows")
    public Done scan(Plan plan, Heartbeat beat) throws InterruptedException {
      try {
        for (var row = 1; row <= plan.rows(); row++) {
          pass(plan.everyMillis());
          beat.alive("row " + row + "\nof " + plan.rows());
        }
        pass(plan.silentMillis());
      } catch (InterruptedException stopped) {
        interrupted.countDown();
        throw stopped;
      }
      return new Done(plan.rows());
    }

    @Tool(name = "storm", description = "Gives a great many signs of life, then none")
    public Done storm(Plan plan, Heartbeat beat) throws InterruptedException {
      for (var row = 0; row < plan.rows(); row++) beat.alive();
      beat.alive("x".repeat(10_000));
      pass(plan.silentMillis());
      return new Done(plan.rows());
    }

    @Tool(name = "mute", description = "Takes no heartbeat")
    public Done mute(Plan plan) throws InterruptedException {
      pass(plan.silentMillis());
      return new Done(plan.rows());
    }

    private void pass(int millis) throws InterruptedException {
      var _ = closed.await(millis, TimeUnit.MILLISECONDS);
    }
  }

  @Test
  void a_method_that_gives_signs_of_life_is_waited_for_longer_than_its_heartbeat() {
    var began = System.nanoTime();
    var answer = call("scan", 12, 100, 0, BEAT);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(BEAT.multipliedBy(2));
    assertThat(answer)
        .isEqualTo(new Returned(Value.Obj.EMPTY.with("rows", Value.of(BigDecimal.valueOf(12)))));
  }

  @Test
  void one_that_stops_giving_them_is_given_up_and_interrupted_long_before_its_timeout()
      throws Exception {
    var began = System.nanoTime();
    var failed = (Failed) call("scan", 3, 10, 60_000, BEAT);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(BEAT, LONG.dividedBy(3));
    assertThat(failed.fault()).isEqualTo(ToolFault.TIMEOUT);
    assertThat(failed.message())
        .startsWith("scan: it stopped giving signs of life after ")
        .endsWith(", then none in 600 ms; the last said: row 3 of 3");
    assertThat(scans.interrupted.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void one_that_never_gives_any_is_given_up_after_its_heartbeat() {
    var failed = (Failed) call("scan", 0, 0, 60_000, BEAT);
    assertThat(failed.fault()).isEqualTo(ToolFault.TIMEOUT);
    assertThat(failed.message()).isEqualTo("scan: it gave no sign of life in 600 ms");
  }

  @Test
  void signs_of_life_do_not_put_off_the_timeout() {
    var patience = new Patience(Duration.ofMillis(700), Duration.ofMillis(500));
    var failed = (Failed) call("scan", 1_000, 50, 0, patience);
    assertThat(failed.fault()).isEqualTo(ToolFault.TIMEOUT);
    assertThat(failed.message())
        .startsWith("scan: no answer in PT0.7S; the last sign of life came ")
        .contains(" ms before; the last said: row ");
  }

  @Test
  void a_contract_without_a_heartbeat_needs_no_sign() {
    assertThat(call("scan", 0, 0, 50, new Patience(LONG, null))).isInstanceOf(Returned.class);
  }

  @Test
  void of_a_great_many_signs_only_the_last_is_held_and_its_words_are_cut() {
    var failed = (Failed) call("storm", 1_000_000, 0, 60_000, BEAT);
    assertThat(failed.message()).endsWith("; the last said: " + "x".repeat(120) + "…");
  }

  @Test
  void only_a_method_that_takes_a_heartbeat_can_give_signs_of_life() {
    assertThat(tools.canGiveSignsOfLife("scan")).isTrue();
    assertThat(tools.canGiveSignsOfLife("mute")).isFalse();
    assertThat(tools.canGiveSignsOfLife("nothing")).isFalse();
  }

  @Test
  void a_heartbeat_alone_is_no_record() {
    assertThatThrownBy(() -> MethodTools.of(new Alone()))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("takes a Heartbeat, not a record");
  }

  public static class Alone {
    @Tool(name = "t", description = "")
    public Done t(Heartbeat beat) {
      beat.alive();
      return new Done(0);
    }
  }

  private Answer call(String tool, int rows, int every, int silent, Duration heartbeat) {
    return call(tool, rows, every, silent, new Patience(LONG, heartbeat));
  }

  private Answer call(String tool, int rows, int every, int silent, Patience patience) {
    var arguments =
        Value.Obj.EMPTY
            .with("rows", Value.of(BigDecimal.valueOf(rows)))
            .with("everyMillis", Value.of(BigDecimal.valueOf(every)))
            .with("silentMillis", Value.of(BigDecimal.valueOf(silent)));
    var context = new Context(new RunId("0123456789abcdefghjkmnpqrs"), "key", 1);
    return tools.call(new Call(tool, arguments, patience, context, null, late::add));
  }
}
