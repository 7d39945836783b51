package dev.interlock.kernel.run;

import static dev.interlock.kernel.run.Undone.ADA;
import static dev.interlock.kernel.run.Undone.LATE;
import static dev.interlock.kernel.run.Undone.REQUEST;
import static dev.interlock.kernel.run.Undone.cancelled;
import static dev.interlock.kernel.run.Undone.charter;
import static dev.interlock.kernel.run.Undone.completed;
import static dev.interlock.kernel.run.Undone.ending;
import static dev.interlock.kernel.run.Undone.grant;
import static dev.interlock.kernel.run.Undone.paid;
import static dev.interlock.kernel.run.Undone.quiet;
import static dev.interlock.kernel.run.Undone.reason;
import static dev.interlock.kernel.run.Undone.refusal;
import static dev.interlock.kernel.run.Undone.request;
import static dev.interlock.kernel.run.Undone.tools;
import static dev.interlock.kernel.run.Undone.undoing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.kernel.charter.Autonomy;
import dev.interlock.kernel.charter.Bounds.Budget;
import dev.interlock.kernel.charter.Bounds.Counts;
import dev.interlock.kernel.charter.Principal;
import dev.interlock.kernel.charter.Rollback;
import dev.interlock.kernel.charter.Rules;
import dev.interlock.kernel.charter.Rules.ApprovalTerms;
import dev.interlock.kernel.failure.Leaf;
import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.kernel.run.Command.RollBack;
import dev.interlock.kernel.run.Event.ApprovalExpired;
import dev.interlock.kernel.run.Event.ApprovalRejected;
import dev.interlock.kernel.run.Event.LateAnswerKept;
import dev.interlock.kernel.run.Event.OutcomeUnknown;
import dev.interlock.kernel.run.Event.ToolFailed;
import dev.interlock.kernel.value.Digest;
import dev.interlock.kernel.value.Value;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is undone, when, and who decides on it. */
class RollbackTest {
  @Test
  void a_run_that_completed_is_taken_back_the_last_effect_first() {
    var life = completed(charter(Rollback.ASK));

    request(life);
    assertThat(life.state().over()).isFalse();
    assertThat(undoing(life)).isEqualTo("unship");
    life.returns("gone");
    assertThat(undoing(life)).isEqualTo("unpay");
    life.returns("gone");

    assertThat(ending(life))
        .isEqualTo(
            new Ending.RolledBack(
                "ada", 2, Leaf.VER_2, "rolled back 2 effects, wanted by ada; it had completed"));
    assertThat(life.state().status()).isEqualTo(Status.ROLLED_BACK);
    assertThat(refusal(life))
        .isEqualTo("there is nothing to roll back: every effect has been undone");
  }

  @Test
  void the_permit_of_an_effect_registers_it_before_the_deed() {
    var life = new Life(charter(Rollback.COMPENSATE)).proposes("pay");

    assertThat(life.state().effects().get(life.permitted()))
        .map(Effects.Effect::fate)
        .contains(new Effects.Fate.UnderWay());
  }

  @ParameterizedTest
  @EnumSource(Rollback.class)
  void what_a_cancelled_run_has_done_is_for_the_policy(Rollback policy) {
    var life = paid(policy);

    cancelled(life);

    switch (policy) {
      case LEAVE -> assertThat(ending(life)).isEqualTo(new Ending.Cancelled("ada"));
      case COMPENSATE -> {
        assertThat(undoing(life)).isEqualTo("unpay");
        life.returns("gone");
        assertThat(ending(life))
            .isEqualTo(
                new Ending.RolledBack(
                    "rollback: compensate", 1, null, "rolled back 1 effect, instead of CANCELLED"));
      }
      case ASK -> {
        assertThat(life.state().status()).isEqualTo(Status.WAITING_APPROVAL);
        grant(life);
        assertThat(undoing(life)).isEqualTo("unpay");
        life.returns("gone");
        assertThat(life.state().status()).isEqualTo(Status.ROLLED_BACK);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void a_no_or_nobody_leaves_everything_and_the_run_ends_as_it_was_about_to(boolean rejected) {
    var life = cancelled(paid(Rollback.ASK));

    life.record(
            rejected
                ? new ApprovalRejected(life.held(), "keep it", ADA, REQUEST)
                : new ApprovalExpired(life.held()))
        .judge();

    assertThat(ending(life)).isEqualTo(new Ending.Cancelled("ada"));
    request(life);
    assertThat(undoing(life)).as("a person may still want it").isEqualTo("unpay");
  }

  @Test
  void the_question_names_every_effect_and_a_yes_is_bound_to_them() {
    var life =
        new Life(charter(Rollback.ASK)).proposes("pay", "ship").returns("paid").returns("shipped");
    cancelled(life);
    var question = (RollBack) life.state().requirePending(life.held()).command();

    assertThat(question.shown().json())
        .matches(
            "\\{\"effects\":\\[\\{\"arguments\":\\{},\"call\":\"[0-9.]+\",\"compensate\":\"unship\",\"tool\":\"ship\"},"
                + "\\{\"arguments\":\\{},\"call\":\"[0-9.]+\",\"compensate\":\"unpay\",\"tool\":\"pay\"}]}");
    var edit = new Request.Edit(life.held(), question.asCall().digest(), Value.Obj.EMPTY, ADA);
    assertThat(reason(Admission.admit(life.state(), REQUEST, edit, life.now())))
        .isEqualTo("a rollback is approved or rejected as it stands; it cannot be edited");
    var other = new Request.Approve(life.held(), Digest.of("other"), ADA);
    assertThat(reason(Admission.admit(life.state(), REQUEST, other, life.now())))
        .contains("not the one that was shown");
  }

  @Test
  void when_a_late_answer_proves_another_effect_the_question_is_another_one() {
    var life = new Life(charter(Rollback.ASK)).proposes("pay", "ship");
    var pay = life.permitted();
    life.record(new ToolFailed(pay, 1, ToolFault.REFUSED, "no", null)).judge().returns("shipped");
    cancelled(life);
    var first = life.held();

    life.record(new LateAnswerKept(pay, 1, LATE, REQUEST)).judge();

    var question = (RollBack) life.state().requirePending(life.held()).command();
    assertThat(question.id()).isNotEqualTo(first);
    assertThat(question.effects()).hasSize(2).endsWith(pay);
  }

  @Test
  void an_agent_that_asks_about_every_effect_asks_about_undoing_too() {
    var life =
        new Life(charter(TestCharters.rules(Rollback.COMPENSATE), Autonomy.ASSIST)).proposes("pay");
    grant(life);
    cancelled(life.returns("paid"));

    assertThat(life.state().status()).isEqualTo(Status.WAITING_APPROVAL);
    grant(life);
    assertThat(undoing(life)).as("and about nothing twice").isEqualTo("unpay");
  }

  @Test
  void an_effect_that_did_not_happen_is_not_undone() {
    var life = new Life(charter(Rollback.COMPENSATE)).proposes("pay", "ship");
    life.record(new ToolFailed(life.permitted(), 1, ToolFault.REFUSED, "no", null)).judge();
    cancelled(life.returns("shipped"));

    assertThat(undoing(life)).isEqualTo("unship");
    life.returns("gone");
    assertThat(life.state().status()).isEqualTo(Status.ROLLED_BACK);
  }

  @Test
  void an_outcome_that_nobody_knows_is_settled_first() {
    var life = new Life(charter(Rollback.COMPENSATE)).proposes("ship");
    var ship = life.permitted();
    life.record(new OutcomeUnknown(ship, 1, ToolFault.TIMEOUT, "gone"));

    request(life);
    assertThat(life.state().toUndo()).isEmpty();
    life.after(Duration.ofSeconds(6)).judge();
    life.record(new Event.QueryAnswered(ship, 2, true, LATE)).judge();

    assertThat(undoing(life)).isEqualTo("unship");
    life.returns("gone");
    assertThat(ending(life))
        .isEqualTo(new Ending.RolledBack("ada", 1, null, "rolled back 1 effect, wanted by ada"));
  }

  @Test
  void a_rollback_that_finds_nothing_done_in_the_end_leaves_a_cancelled_run() {
    var life = new Life(charter(Rollback.ASK)).proposes("pay");

    request(life);
    life.record(new ToolFailed(life.permitted(), 1, ToolFault.REFUSED, "no", null)).judge();

    assertThat(ending(life)).isEqualTo(new Ending.Cancelled("ada"));
  }

  @Test
  void a_run_without_effects_is_not_rolled_back_and_not_cancelled_by_asking() {
    var life = new Life(charter(Rollback.ASK)).proposes("look").returns("nothing");

    assertThat(refusal(life)).isEqualTo("there is nothing to roll back: the run has had no effect");
  }

  @Test
  void a_rollback_is_asked_for_once_and_only_by_who_may_approve() {
    var approvals = new ApprovalTerms(Duration.ofHours(1), List.of("lead"), false);
    var rules =
        new Rules(List.of(), List.of(), approvals, null, List.of(), null, List.of(), null, null);
    var life = new Life(charter(rules, Autonomy.BOUNDED)).proposes("pay").returns("paid");

    var bob = new Request.Rollback(Principal.of("bob"));
    assertThat(reason(Admission.admit(life.state(), REQUEST, bob, life.now())))
        .isEqualTo("bob has none of the approving roles [lead]");
    request(life);
    assertThat(refusal(life)).isEqualTo("the run is being rolled back already; it is RUNNING");
    var cancel = new Request.Cancel(ADA);
    assertThat(reason(Admission.admit(life.state(), REQUEST, cancel, life.now())))
        .isEqualTo("the run is being rolled back already; it is RUNNING");
  }

  @Test
  void a_spent_budget_does_not_keep_an_effect_and_what_undoing_takes_is_counted() {
    var plain = TestCharters.budget();
    var one = new Counts(20, 20, 1, 3);
    var budget =
        new Budget(one, plain.tokens(), plain.costMicros(), plain.time(), plain.deadline());
    var bounds = TestCharters.bounds(Autonomy.BOUNDED, budget);
    var life =
        new Life(TestCharters.of(tools(), bounds, TestCharters.rules(Rollback.COMPENSATE)))
            .proposes("pay")
            .returns("paid")
            .after(Duration.ofHours(2))
            .record(new Event.DeadlinePassed())
            .judge();
    quiet(life);

    assertThat(undoing(life)).isEqualTo("unpay");
    life.returns("gone");
    assertThat(life.state().spending().toolCalls()).isEqualTo(2);
    assertThat(ending(life))
        .isEqualTo(
            new Ending.RolledBack(
                "rollback: compensate",
                1,
                Leaf.CST_2,
                "rolled back 1 effect, instead of STOPPED: the deadline has passed"));
  }

  @Test
  void a_run_that_a_person_must_take_over_is_still_theirs_once_it_is_undone() {
    var life = paid(Rollback.COMPENSATE);
    for (var repair = 0; repair < 4; repair++) life.proposes("nonsense");
    assertThat(undoing(life)).isEqualTo("unpay");

    life.returns("gone");

    assertThat(ending(life))
        .isInstanceOfSatisfying(
            Ending.Escalated.class,
            ended ->
                assertThat(ended.reason())
                    .startsWith("repairs used up")
                    .endsWith("; rolled back 1 effect, instead of ESCALATED"));
  }
}
