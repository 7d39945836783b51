package dev.interlock.kernel.run;

import static dev.interlock.kernel.run.TestCharters.KEYED;
import static dev.interlock.kernel.run.TestCharters.effect;
import static dev.interlock.kernel.run.TestCharters.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.kernel.brief.Message;
import dev.interlock.kernel.charter.Autonomy;
import dev.interlock.kernel.charter.Charter;
import dev.interlock.kernel.charter.Rules;
import dev.interlock.kernel.charter.Rules.Phase;
import dev.interlock.kernel.charter.ToolContract.Descriptor;
import dev.interlock.kernel.failure.Leaf;
import dev.interlock.kernel.run.Event.CommandDenied;
import dev.interlock.kernel.run.Event.PhaseEntered;
import dev.interlock.kernel.run.Event.ToolReturned;
import dev.interlock.kernel.value.Value;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A smaller set of tools for each state of a run. */
class PhaseTest {
  private final Life life =
      new Life(
              charter(
                  new Phase("investigate", List.of("look"), "called('look') > 0", 2),
                  new Phase("act", List.of("pay"), null, 1)))
          .judge();

  @Test
  void the_model_is_offered_the_tools_of_the_phase_alone() {
    assertThat(offered()).containsExactly("look");
    life.proposes("look").returns("seen");

    enter(1, "act");
    assertThat(offered()).containsExactly("pay");
    assertThat(life.state().transcript().messages().getLast())
        .isEqualTo(
            new Message.FromRuntime(
                life.state().sequence(), "Phase 'act' begins. The tools are now: pay."));
  }

  @Test
  void a_tool_of_another_phase_is_refused_by_name() {
    life.proposes("pay");

    var denied =
        life.entries().stream()
            .filter(entry -> entry.event() instanceof CommandDenied)
            .map(entry -> ((CommandDenied) entry.event()).denial())
            .findFirst()
            .orElseThrow();
    assertThat(denied.reason())
        .isEqualTo("the tool 'pay' is not offered in phase 'investigate'; the tools are: look");
    assertThat(denied.leaf()).isEqualTo(Leaf.REA_3);
  }

  @Test
  void a_phase_that_does_not_reach_its_end_in_its_steps_stops_the_run() {
    life.proposes("nothing").proposes("nothing");

    assertThat(life.state().status()).isEqualTo(Status.STOPPED);
    assertThat(((Event.RunEnded) life.last()).ending())
        .isEqualTo(
            new Ending.Stopped(
                Leaf.PLN_6, "budget.phase-steps is used up: 0 left, this needs up to 1"));
  }

  @Test
  void after_the_last_phase_only_the_answer_is_left() {
    life.proposes("look");
    returned();
    enter(1, "act");
    life.judge().proposes("pay");
    returned();
    enter(2, "answer");

    assertThat(offered()).isEmpty();
    assertThat(life.judge().answers("done").state().status()).isEqualTo(Status.COMPLETED);
  }

  @Test
  void phases_follow_one_another_in_their_order() {
    assertThatThrownBy(() -> enter(2, "answer")).isInstanceOf(JournalCorruptException.class);
  }

  private void enter(int phase, String name) {
    var _ = life.record(new PhaseEntered(phase, name, "test"));
  }

  private void returned() {
    var result = new Content.Inline(Value.of(life.state().sequence()));
    var _ = life.record(new ToolReturned(life.permitted(), 1, result, Duration.ZERO));
  }

  private List<String> offered() {
    return life.state().brief().tools().stream().map(Descriptor::name).toList();
  }

  private static Charter charter(Phase... phases) {
    var plain = TestCharters.rules();
    var rules =
        new Rules(
            plain.policy(),
            plain.order(),
            plain.approvals(),
            null,
            List.of(),
            null,
            List.of(phases));
    return TestCharters.of(
        List.of(read("look"), effect("pay", KEYED)), TestCharters.bounds(Autonomy.BOUNDED), rules);
  }
}
