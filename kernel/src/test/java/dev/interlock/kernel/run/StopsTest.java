package dev.interlock.kernel.run;

import static dev.interlock.kernel.run.TestCharters.KEYED;
import static dev.interlock.kernel.run.TestCharters.RECONCILE;
import static dev.interlock.kernel.run.TestCharters.effect;
import static dev.interlock.kernel.run.TestCharters.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.kernel.brief.ModelReply;
import dev.interlock.kernel.brief.Proposal;
import dev.interlock.kernel.charter.Autonomy;
import dev.interlock.kernel.charter.Principal;
import dev.interlock.kernel.charter.Usage;
import dev.interlock.kernel.failure.Leaf;
import dev.interlock.kernel.failure.ModelFault;
import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.kernel.run.Course.Outlook;
import dev.interlock.kernel.run.Event.RunCancelled;
import dev.interlock.kernel.run.Event.SwitchReleased;
import dev.interlock.kernel.run.Event.SwitchThrown;
import dev.interlock.kernel.value.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A run that is stopped, let go on, or cancelled. */
class StopsTest {
  private static final Principal ADA = Principal.of("ada", "lead");
  private static final Signed SIGNED = new Signed("ada", "root", Instant.EPOCH);

  @Test
  void a_run_goes_on_when_the_last_of_its_switches_is_released() {
    var life = new Life(TestCharters.of(List.of()));
    life.record(thrown("all", false)).record(thrown("agent desk", false)).judge();
    assertThat(life.state().status()).isEqualTo(Status.PAUSED);

    life.record(released("all")).judge();
    assertThat(life.state().status()).isEqualTo(Status.PAUSED);
    assertThat(life.state().permitted()).isEmpty();

    life.record(released("agent desk")).judge();
    assertThat(life.state().permitted()).hasSize(1);
  }

  @Test
  void a_run_that_a_person_parked_stays_parked_when_it_is_released() {
    var life = new Life(TestCharters.of(List.of()));
    life.record(new Event.RunPaused("ada", "lunch")).record(thrown("all", false));
    life.record(released("all"));
    assertThat(life.state().course().outlook()).isEqualTo(new Outlook.Paused("ada", "lunch"));

    life.record(thrown("all", false));
    assertThat(admit(life, new Request.Continue("ada"))).isInstanceOf(Event.RunContinued.class);
    life.record(new Event.RunContinued("ada"));
    assertThat(admit(life, new Request.Continue("ada")))
        .isEqualTo(
            new Event.RequestRefused(
                new RequestId("r1"), "the run is stopped by the switch on all: an incident"));
    assertThat(life.record(released("all")).judge().state().permitted()).hasSize(1);
  }

  @Test
  void a_final_switch_drops_what_waits_and_waits_for_what_has_begun() {
    var life = new Life(TestCharters.of(List.of(effect("pay", KEYED), read("look"))));
    life.proposes("pay");
    life.record(thrown("run x", true));
    assertThat(life.state().status()).isEqualTo(Status.RUNNING);

    life.returns("paid");
    assertThat(life.state().status()).isEqualTo(Status.STOPPED);
    assertThat(Failures.of(life.last()))
        .get()
        .extracting(Failures.Shown::leaf)
        .isEqualTo(Leaf.SAF_4);
  }

  @Test
  void a_run_that_heads_for_its_end_is_stopped_on_the_way_and_still_ends_so() {
    var life = new Life(TestCharters.of(List.of(effect("post", RECONCILE))));
    life.proposes("post");
    life.record(new Event.DeadlinePassed());
    life.record(new Event.OutcomeUnknown(life.permitted(), 1, ToolFault.TIMEOUT, "no answer"));
    life.record(thrown("all", false));
    assertThat(life.after(Duration.ofMinutes(5)).judge().state().permitted()).isEmpty();

    life.record(released("all")).judge();
    assertThat(life.state().permitted()).as("the query").hasSize(1);
    assertThat(life.state().course().intended()).get().isInstanceOf(Ending.Stopped.class);
  }

  @Test
  void a_cancelled_run_ends_at_once_if_nothing_is_under_way_and_is_cancelled_once() {
    var bounds = TestCharters.bounds(Autonomy.ASSIST);
    var pay = List.of(effect("pay", KEYED));
    var life = new Life(TestCharters.of(pay, bounds, TestCharters.rules())).proposes("pay");
    assertThat(life.state().status()).isEqualTo(Status.WAITING_APPROVAL);

    life.record(admit(life, new Request.Cancel(ADA))).judge();
    assertThat(life.state().status()).isEqualTo(Status.CANCELLED);
    assertThat(life.last()).isEqualTo(new Event.RunEnded(new Ending.Cancelled("ada")));
    assertThat(admit(life, new Request.Cancel(ADA)))
        .isEqualTo(
            new Event.RequestRefused(new RequestId("r1"), "the run has ended; it is CANCELLED"));
  }

  @Test
  void what_the_model_says_after_its_run_was_cancelled_is_charged_and_not_acted_on() {
    var life = new Life(TestCharters.of(List.of(effect("pay", KEYED)))).judge();
    var ask = life.permitted();
    life.record(new RunCancelled(ADA, new RequestId("r1")));
    var proposal = new Proposal("c", "pay", Value.Obj.EMPTY);
    life.record(
            new Event.ModelReplied(
                ask,
                1,
                new ModelReply("", List.of(proposal)),
                "test",
                null,
                new Usage(10, 0, 5),
                Duration.ZERO,
                null))
        .judge();

    assertThat(life.state().status()).isEqualTo(Status.CANCELLED);
    assertThat(life.state().spending().settled().tokens()).isEqualTo(15);
  }

  @Test
  void a_call_that_failed_after_its_run_was_cancelled_is_not_tried_again() {
    var model = new Life(TestCharters.of(List.of())).judge();
    model.record(new RunCancelled(ADA, new RequestId("r1")));
    model.record(new Event.ModelFailed(model.permitted(), 1, ModelFault.CRASH, "died", null, null));
    assertThat(model.judge().state().status()).isEqualTo(Status.CANCELLED);

    var tool = new Life(TestCharters.of(List.of(effect("pay", KEYED)))).proposes("pay");
    tool.record(new RunCancelled(ADA, new RequestId("r1")));
    tool.record(new Event.ToolFailed(tool.permitted(), 1, ToolFault.NOT_BEGUN, "too late", null));
    assertThat(tool.judge().state().status()).isEqualTo(Status.CANCELLED);
  }

  @Test
  void a_query_is_stopped_by_a_switch_on_the_tool_that_it_calls() {
    var charter = TestCharters.of(List.of(effect("post", RECONCILE)));
    var query = Attempt.Kind.QUERY.calls(charter, "post");
    assertThat(query).isNotEqualTo("post");
    assertThat(Attempt.Kind.PERFORM.calls(charter, "post")).isEqualTo("post");
  }

  private static Event thrown(String scope, boolean last) {
    return new SwitchThrown(new Facts.Switch(scope, null, "an incident", last), SIGNED);
  }

  private static Event released(String scope) {
    return new SwitchReleased(scope, SIGNED);
  }

  private static Event admit(Life life, Request request) {
    return Admission.admit(life.state(), new RequestId("r1"), request, life.now());
  }
}
