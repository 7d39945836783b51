package dev.interlock.kernel.run;

import static dev.interlock.kernel.run.Undone.ADA;
import static dev.interlock.kernel.run.Undone.LATE;
import static dev.interlock.kernel.run.Undone.REQUEST;
import static dev.interlock.kernel.run.Undone.cancelled;
import static dev.interlock.kernel.run.Undone.charter;
import static dev.interlock.kernel.run.Undone.completed;
import static dev.interlock.kernel.run.Undone.ending;
import static dev.interlock.kernel.run.Undone.paid;
import static dev.interlock.kernel.run.Undone.refusal;
import static dev.interlock.kernel.run.Undone.request;
import static dev.interlock.kernel.run.Undone.switched;
import static dev.interlock.kernel.run.Undone.undoing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.kernel.charter.Rollback;
import dev.interlock.kernel.failure.Leaf;
import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.kernel.run.Event.CommandDenied;
import dev.interlock.kernel.run.Event.CompensationImpossible;
import dev.interlock.kernel.run.Event.CompensationPrepared;
import dev.interlock.kernel.run.Event.LateAnswerKept;
import dev.interlock.kernel.run.Event.OutcomeResolved;
import dev.interlock.kernel.run.Event.OutcomeUnknown;
import dev.interlock.kernel.run.Event.RollbackRequested;
import dev.interlock.kernel.run.Event.SwitchReleased;
import dev.interlock.kernel.run.Event.SwitchThrown;
import dev.interlock.kernel.run.Event.ToolFailed;
import dev.interlock.kernel.value.Value;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What keeps effects from being undone, and what follows. */
class RollbackStoppedTest {
  @Test
  void the_first_compensation_that_fails_stops_it_and_what_is_left_is_named() {
    var life = completed(charter(Rollback.ASK));
    request(life);
    var unship = life.permitted();

    life.record(new ToolFailed(unship, 1, ToolFault.REFUSED, "closed", null)).judge();

    var ship = life.state().effects().last();
    assertThat(ending(life))
        .isInstanceOfSatisfying(
            Ending.Escalated.class,
            ended ->
                assertThat(ended.reason())
                    .startsWith(
                        "could not undo ship (" + ship + "): unship (" + unship + "): closed")
                    .contains("; these effects remain: ship (" + ship + "), pay ("));
    request(life);
    assertThat(life.permitted()).as("another command, another key").isNotEqualTo(unship);
    life.returns("gone").returns("gone");
    assertThat(life.state().status()).isEqualTo(Status.ROLLED_BACK);
  }

  @Test
  void late_evidence_that_a_failed_compensation_took_effect_keeps_it_from_being_made_again() {
    var life = completed(charter(Rollback.ASK));
    request(life);
    var unship = life.permitted();
    life.record(new ToolFailed(unship, 1, ToolFault.REFUSED, "closed", null)).judge();

    life.record(new LateAnswerKept(unship, 1, LATE, REQUEST));
    request(life);

    assertThat(undoing(life)).isEqualTo("unpay");
    life.returns("gone");
    assertThat(life.state().status()).isEqualTo(Status.ROLLED_BACK);
  }

  @Test
  void late_evidence_drops_a_second_compensation_that_has_not_begun() {
    var life = completed(charter(Rollback.ASK));
    request(life);
    var unship = life.permitted();
    life.record(new ToolFailed(unship, 1, ToolFault.REFUSED, "closed", null)).judge();
    request(life);
    var second = life.permitted();
    life.record(new ToolFailed(second, 1, ToolFault.NETWORK, "reset", null));

    life.record(new LateAnswerKept(unship, 1, LATE, REQUEST)).judge();

    assertThat(life.state().pending()).doesNotContainKey(second);
    assertThat(undoing(life)).isEqualTo("unpay");
  }

  @Test
  void late_evidence_of_an_effect_after_the_end_can_be_rolled_back_too() {
    var life = new Life(charter(Rollback.ASK)).proposes("pay", "ship");
    var pay = life.permitted();
    life.record(new ToolFailed(pay, 1, ToolFault.REFUSED, "no", null)).judge().returns("shipped");
    request(life);
    life.returns("gone");
    assertThat(life.state().status()).isEqualTo(Status.ROLLED_BACK);

    life.record(new LateAnswerKept(pay, 1, LATE, REQUEST));
    assertThat(life.state().status()).isEqualTo(Status.ESCALATED);
    request(life);

    assertThat(undoing(life)).isEqualTo("unpay");
  }

  @Test
  void a_compensation_is_tried_again_as_the_same_command() {
    var life = paid(Rollback.ASK);
    request(life);
    var unpay = life.permitted();

    life.record(new ToolFailed(unpay, 1, ToolFault.NETWORK, "reset", null));
    life.after(Duration.ofSeconds(5)).judge();
    assertThat(life.permitted()).isEqualTo(unpay);
    life.record(new OutcomeUnknown(unpay, 2, ToolFault.CRASH, "died"));
    life.after(Duration.ofMinutes(1)).judge();

    assertThat(life.permitted()).isEqualTo(unpay);
    assertThat(((Pending.Stage.Permitted) life.state().requirePending(unpay).stage()).attempt())
        .isEqualTo(new Attempt(3, Attempt.Kind.PERFORM));
  }

  @ParameterizedTest
  @CsvSource({"true, ROLLED_BACK", "false, ESCALATED"})
  void a_person_finds_out_about_a_compensation_in_doubt(boolean happened, Status status) {
    var life = new Life(charter(Rollback.ASK)).proposes("book").returns("booked");
    request(life);
    var unbook = life.permitted();
    life.record(new OutcomeUnknown(unbook, 1, ToolFault.TIMEOUT, "gone")).judge();
    assertThat(life.state().status()).isEqualTo(Status.OUTCOME_UNKNOWN);

    life.record(new OutcomeResolved(unbook, happened, happened ? LATE : null, ADA, REQUEST));

    assertThat(life.judge().state().status()).isEqualTo(status);
  }

  @Test
  void what_no_compensation_undoes_is_named_and_a_person_takes_over() {
    var life = paid(Rollback.COMPENSATE).proposes("mail").returns("sent");
    cancelled(life).returns("gone");

    assertThat(ending(life))
        .isInstanceOfSatisfying(
            Ending.Escalated.class,
            ended ->
                assertThat(ended.reason())
                    .startsWith("rolled back 1 effect, instead of CANCELLED; what no compensation")
                    .contains("left: mail ("));
    assertThat(refusal(life)).startsWith("nothing can be rolled back: no compensation undoes mail");
  }

  @Test
  void arguments_that_do_not_fit_keep_a_compensation_from_being_made() {
    var life = paid(Rollback.ASK).knowing(Life::misfit);

    request(life);

    assertThat(ending(life))
        .isInstanceOfSatisfying(
            Ending.Escalated.class, ended -> assertThat(ended.leaf()).isEqualTo(Leaf.TOL_2));
  }

  @Test
  void what_cannot_be_worked_out_is_left_to_a_person() {
    var life = completed(charter(Rollback.ASK));
    life.record(new RollbackRequested(ADA, REQUEST));
    var ship = life.state().toUndo().orElseThrow().id();

    life.record(new CompensationImpossible(ship, "result.id: no such key")).judge();

    assertThat(ending(life))
        .isInstanceOfSatisfying(
            Ending.Escalated.class,
            ended -> assertThat(ended.reason()).contains("result.id: no such key"));
  }

  @Test
  void a_final_switch_keeps_what_is_and_the_run_ends_as_it_was_about_to() {
    var life = paid(Rollback.COMPENSATE);
    var thrown = new Facts.Switch("all", null, "fire", true);
    life.knowing(facts -> switched(facts, thrown));

    cancelled(life);

    assertThat(life.entries())
        .extracting(Entry::event)
        .hasAtLeastOneElementOfType(CommandDenied.class);
    assertThat(ending(life)).isEqualTo(new Ending.Cancelled("ada"));
  }

  @Test
  void a_switch_that_undoes_ends_the_run_and_lets_nothing_begin_but_undoing() {
    var life = paid(Rollback.LEAVE);
    var thrown = new Facts.Switch("all", null, "fraud", true, true);
    life.knowing(facts -> switched(facts, thrown));

    life.record(new SwitchThrown(thrown, new Signed("ops", "", life.now()))).judge();
    life.answers("too late");
    assertThat(undoing(life)).isEqualTo("unpay");
    life.returns("gone");

    assertThat(ending(life))
        .isInstanceOfSatisfying(
            Ending.RolledBack.class, ended -> assertThat(ended.by()).isEqualTo("ops"));
  }

  @Test
  void a_switch_that_undoes_ends_a_run_that_has_done_nothing_as_stopped() {
    var life = new Life(charter(Rollback.ASK));
    var thrown = new Facts.Switch("all", null, "fraud", true, true);

    life.record(new SwitchThrown(thrown, new Signed("ops", "", life.now()))).judge();

    assertThat(life.state().status()).isEqualTo(Status.STOPPED);
  }

  @Test
  void a_switch_in_the_middle_is_waited_for() {
    var life = completed(charter(Rollback.ASK));
    request(life);
    var by = new Signed("ops", "", life.now());

    life.record(new SwitchThrown(new Facts.Switch("all", null, "fire", false), by)).returns("gone");
    assertThat(life.state().status()).isEqualTo(Status.PAUSED);
    assertThat(life.state().toUndo()).isEmpty();
    life.record(new SwitchReleased("all", by)).judge();
    assertThat(undoing(life)).isEqualTo("unpay");
    life.record(new SwitchThrown(new Facts.Switch("all", null, "fire", false), by)).returns("gone");

    assertThat(life.state().status()).isEqualTo(Status.ROLLED_BACK);
  }

  @Test
  void only_what_comes_next_can_be_prepared() {
    var life = completed(charter(Rollback.ASK));
    var before = life.state().effects().lastFirst(one -> true).getLast().id();
    life.record(new RollbackRequested(ADA, REQUEST));

    assertThatThrownBy(
            () -> life.record(new CompensationPrepared(before, "unpay", Value.Obj.EMPTY, "none")))
        .isInstanceOf(JournalCorruptException.class)
        .hasMessageContaining("is not to be undone now");
  }
}
