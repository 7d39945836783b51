package dev.interlock.kernel.run;

import static dev.interlock.kernel.run.TestCharters.KEYED;
import static dev.interlock.kernel.run.TestCharters.effect;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.kernel.charter.EffectClass;
import dev.interlock.kernel.charter.Principal;
import dev.interlock.kernel.failure.Leaf;
import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.kernel.run.Course.Outlook;
import dev.interlock.kernel.run.Event.DeadlinePassed;
import dev.interlock.kernel.run.Event.OutcomeUnknown;
import dev.interlock.kernel.run.Event.RunCancelled;
import dev.interlock.kernel.run.Event.RunContinued;
import dev.interlock.kernel.run.Event.RunPaused;
import dev.interlock.kernel.run.Event.SwitchReleased;
import dev.interlock.kernel.run.Event.SwitchThrown;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What follows from switches, and from a run being cancelled. */
@CanIgnoreReturnValue
class EndingsAndPausesTest {
  private static final Principal ADA = Principal.of("ada", "lead");
  private static final Signed BY = new Signed("ada", "root", Instant.EPOCH);

  private final Life life = new Life(TestCharters.of(List.of(effect("pay", KEYED)))).judge();

  @Test
  void a_run_stands_still_until_the_last_of_its_switches_is_released() {
    thrown("all").record(thrownBy("agent tester", "other reasons"));
    assertThat(life.state().course().stops()).hasSize(2);
    assertThat(life.state().status()).isEqualTo(Status.PAUSED);

    released("all");
    assertThat(life.state().status()).isEqualTo(Status.PAUSED);
    assertThat(life.state().course().stops())
        .extracting(stop -> stop.thrown().scope())
        .containsExactly("agent tester");

    released("agent tester");
    assertThat(life.state().status()).isEqualTo(Status.RUNNING);
    assertThat(life.state().course().outlook()).isEqualTo(new Outlook.Going());
  }

  @Test
  void a_switch_that_is_thrown_again_counts_once_and_with_its_last_reason() {
    thrown("all").record(thrownBy("all", "worse"));

    assertThat(life.state().course().stops()).hasSize(1);
    assertThat(life.state().course().stops().getFirst().thrown().reason()).isEqualTo("worse");
  }

  @Test
  void a_switch_that_did_not_stop_the_run_changes_nothing_when_it_is_released() {
    var before = life.state().course().outlook();
    released("all");
    assertThat(life.state().course().outlook()).isEqualTo(before);
    assertThat(life.state().pending()).hasSize(1);

    thrown("all");
    released("another");
    assertThat(life.state().status()).isEqualTo(Status.PAUSED);
  }

  @Test
  void what_was_wanted_is_wanted_when_the_switch_is_gone() {
    thrown("all").answers("done");
    assertThat(life.state().due(life.now())).isEmpty();

    released("all").judge();

    assertThat(life.state().status()).isEqualTo(Status.COMPLETED);
  }

  @Test
  void a_run_that_somebody_paused_stays_paused_when_the_switch_is_gone() {
    life.record(new RunPaused("ann", "lunch"));
    thrown("all");
    released("all");

    assertThat(life.state().course().outlook()).isEqualTo(new Outlook.Paused("ann", "lunch"));
  }

  @Test
  void whom_a_person_lets_go_on_the_switch_still_keeps() {
    life.record(new RunPaused("ann", "lunch"));
    thrown("all").record(new RunContinued("ann"));
    assertThat(life.state().status()).isEqualTo(Status.PAUSED);

    released("all");

    assertThat(life.state().course().outlook()).isEqualTo(new Outlook.Going());
  }

  @Test
  void a_run_that_was_heading_for_its_end_goes_on_heading_for_it() {
    life.proposes("pay").record(new DeadlinePassed());
    thrown("all");
    assertThat(life.state().course().intended()).isPresent();
    assertThat(life.state().status()).isEqualTo(Status.PAUSED);

    released("all").returns("paid");

    assertThat(life.state().status()).isEqualTo(Status.STOPPED);
  }

  @Test
  void a_doubt_keeps_its_name_while_a_run_stands_still() {
    var mail = effect("mail", EffectClass.Once.ONCE);
    var doubtful = new Life(TestCharters.of(List.of(mail))).proposes("mail");
    doubtful.record(new OutcomeUnknown(doubtful.permitted(), 1, ToolFault.CRASH, "died"));

    doubtful.record(new RunPaused("ann", "lunch"));
    assertThat(doubtful.state().status()).as("paused").isEqualTo(Status.OUTCOME_UNKNOWN);
    doubtful.record(thrownBy("all", "an incident"));
    assertThat(doubtful.state().status()).as("stopped").isEqualTo(Status.OUTCOME_UNKNOWN);
  }

  @Test
  void a_final_switch_ends_the_run_and_says_why() {
    var last = new Facts.Switch("all", null, "an incident", true);

    life.answers("done").record(new SwitchThrown(last, BY));
    assertThat(life.state().over()).as("it had ended before").isTrue();
    var other = new Life(TestCharters.of(List.of())).record(new SwitchThrown(last, BY)).judge();

    assertThat(other.last())
        .isEqualTo(
            new Event.RunEnded(
                new Ending.Stopped(
                    Leaf.SAF_4, "stopped for good by the switch on all: an incident")));
  }

  @Test
  void a_cancelled_run_drops_what_has_not_begun_and_waits_for_what_has() {
    life.proposes("pay").record(new RunCancelled(ADA, new RequestId("c"))).judge();
    assertThat(life.state().over()).isFalse();

    life.returns("paid");

    assertThat(life.last()).isEqualTo(new Event.RunEnded(new Ending.Cancelled("ada")));
    assertThat(life.state().status()).isEqualTo(Status.CANCELLED);
  }

  @Test
  void an_earlier_intent_stands() {
    life.proposes("pay").record(new RunCancelled(ADA, new RequestId("c")));
    life.record(new DeadlinePassed()).returns("paid");

    assertThat(life.state().status()).isEqualTo(Status.CANCELLED);
  }

  @Test
  void what_was_done_outside_is_dated_to_the_microsecond() {
    var signed = new Signed("ada", "root", Instant.ofEpochSecond(5, 123_456_789));

    assertThat(signed.at()).isEqualTo(Instant.ofEpochSecond(5, 123_456_000));
  }

  private Life thrown(String scope) {
    return life.record(thrownBy(scope, "an incident"));
  }

  private Life released(String scope) {
    return life.record(new SwitchReleased(scope, BY));
  }

  private static Event thrownBy(String scope, String reason) {
    return new SwitchThrown(new Facts.Switch(scope, null, reason, false), BY);
  }
}
