package dev.interlock.kernel.run;

import static dev.interlock.kernel.run.TestCharters.KEYED;
import static dev.interlock.kernel.run.TestCharters.effect;
import static dev.interlock.kernel.run.TestCharters.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.kernel.brief.ModelReply;
import dev.interlock.kernel.brief.Proposal;
import dev.interlock.kernel.failure.ModelFault;
import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.kernel.run.Event.DeadlinePassed;
import dev.interlock.kernel.run.Event.ModelFailed;
import dev.interlock.kernel.run.Event.ModelReplied;
import dev.interlock.kernel.run.Event.ToolFailed;
import dev.interlock.kernel.value.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What follows from outcomes, and what does not. */
class OutcomesTest {

  @Test
  void what_a_model_proposes_once_the_run_heads_for_its_end_is_heard_and_not_wanted() {
    var life = new Life(TestCharters.of(List.of(read("look")))).judge();
    life.record(new DeadlinePassed());
    var reply = new ModelReply("", List.of(new Proposal("call-0", "look", Value.of(Map.of()))));
    var before = life.state().transcript().messages().size();

    life.record(
            new ModelReplied(life.permitted(), 1, reply, "test", null, null, Duration.ZERO, null))
        .judge();

    assertThat(life.state().transcript().messages()).hasSize(before + 1);
    assertThat(life.state().status()).isEqualTo(Status.STOPPED);
    assertThat(life.state().spending().toolCalls()).isZero();
  }

  @Test
  void a_model_that_fails_once_the_run_heads_for_its_end_is_not_asked_again() {
    var life = new Life(TestCharters.of(List.of())).judge();
    life.record(new DeadlinePassed());

    life.record(new ModelFailed(life.permitted(), 1, ModelFault.OVERLOAD, "busy", null, null));

    assertThat(life.judge().state().status()).isEqualTo(Status.STOPPED);
  }

  @Test
  void the_same_failure_again_is_no_news_and_another_is() {
    var life = new Life(TestCharters.of(List.of(read("look"))));
    assertThat(turnsWithoutNewsAfter(life, "none")).isZero();
    assertThat(turnsWithoutNewsAfter(life, "closed")).isZero();
    assertThat(turnsWithoutNewsAfter(life, "closed")).isEqualTo(1);
  }

  @Test
  void a_permit_of_an_effect_makes_what_was_read_before_it_old_and_one_of_a_read_does_not() {
    var life = new Life(TestCharters.of(List.of(read("look"), effect("pay", KEYED))));
    life.proposes("look");
    assertThat(life.state().history().lastEffect()).isZero();
    life.returns("42");

    life.proposes("pay");

    assertThat(life.state().history().lastEffect()).isEqualTo(life.state().sequence());
  }

  @Test
  void an_outcome_of_a_tool_that_the_charter_does_not_know_is_corruption() {
    var life = new Life(TestCharters.of(List.of(read("look")))).judge();
    var reply = new ModelReply("", List.of(new Proposal("call-0", "peek", Value.of(Map.of()))));
    life.record(
        new ModelReplied(life.permitted(), 1, reply, "test", null, null, Duration.ZERO, null));
    var peek = life.state().due(life.now()).getFirst().command().id();

    assertThatThrownBy(
            () -> life.record(new ToolFailed(peek, 1, ToolFault.TIMEOUT, "no answer", null)))
        .isInstanceOf(JournalCorruptException.class)
        .hasMessage("no contract for peek");
  }

  private static int turnsWithoutNewsAfter(Life life, String error) {
    life.proposes("look");
    life.record(new ToolFailed(life.permitted(), 1, ToolFault.NOT_FOUND, error, null)).judge();
    return life.state().history().stall().turns();
  }
}
