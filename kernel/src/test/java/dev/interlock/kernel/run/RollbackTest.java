package dev.interlock.kernel.run;

import static dev.interlock.kernel.run.TestCharters.KEYED;
import static dev.interlock.kernel.run.TestCharters.RECONCILE;
import static dev.interlock.kernel.run.TestCharters.effect;
import static dev.interlock.kernel.run.TestCharters.read;
import static dev.interlock.kernel.run.TestCharters.undone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.kernel.charter.Autonomy;
import dev.interlock.kernel.charter.Bounds.Budget;
import dev.interlock.kernel.charter.Bounds.Counts;
import dev.interlock.kernel.charter.Charter;
import dev.interlock.kernel.charter.EffectClass;
import dev.interlock.kernel.charter.Principal;
import dev.interlock.kernel.charter.Rollback;
import dev.interlock.kernel.charter.Rules;
import dev.interlock.kernel.charter.Rules.ApprovalTerms;
import dev.interlock.kernel.charter.ToolContract;
import dev.interlock.kernel.charter.Undo;
import dev.interlock.kernel.failure.Leaf;
import dev.interlock.kernel.failure.ModelFault;
import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.Command.RollBack;
import dev.interlock.kernel.run.Event.ApprovalExpired;
import dev.interlock.kernel.run.Event.ApprovalGranted;
import dev.interlock.kernel.run.Event.ApprovalRejected;
import dev.interlock.kernel.run.Event.CommandDenied;
import dev.interlock.kernel.run.Event.CompensationImpossible;
import dev.interlock.kernel.run.Event.CompensationPrepared;
import dev.interlock.kernel.run.Event.LateAnswerKept;
import dev.interlock.kernel.run.Event.OutcomeResolved;
import dev.interlock.kernel.run.Event.OutcomeUnknown;
import dev.interlock.kernel.run.Event.RequestRefused;
import dev.interlock.kernel.run.Event.RollbackRequested;
import dev.interlock.kernel.run.Event.RunCancelled;
import dev.interlock.kernel.run.Event.SwitchReleased;
import dev.interlock.kernel.run.Event.SwitchThrown;
import dev.interlock.kernel.run.Event.ToolFailed;
import dev.interlock.kernel.value.Digest;
import dev.interlock.kernel.value.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What follows when a run is to be taken back. */
class RollbackTest {
  private static final Principal ADA = Principal.of("ada", "lead");
  private static final RequestId REQUEST = new RequestId("r-1");
  private static final Content LATE = new Content.Inline(Value.of("late"));

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
  void a_run_without_effects_is_not_rolled_back_and_not_cancelled_by_asking() {
    var life = new Life(charter(Rollback.ASK)).proposes("look").returns("nothing");

    assertThat(refusal(life)).isEqualTo("there is nothing to roll back: the run has had no effect");
  }

  @Test
  void a_rollback_is_asked_for_once_and_only_by_who_may_approve() {
    var approvals = new ApprovalTerms(Duration.ofHours(1), List.of("lead"), false);
    var rules = new Rules(List.of(), List.of(), approvals, null, List.of(), null, List.of(), null);
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

  @Test
  void only_what_comes_next_can_be_prepared() {
    var life = completed(charter(Rollback.ASK));
    var before = life.state().effects().get(life.state().effects().last()).orElseThrow().before();
    life.record(new RollbackRequested(ADA, REQUEST));

    assertThatThrownBy(
            () -> life.record(new CompensationPrepared(before, "unpay", Value.Obj.EMPTY, "none")))
        .isInstanceOf(JournalCorruptException.class)
        .hasMessageContaining("is not to be undone now");
  }

  private static Facts switched(Facts facts, Facts.Switch thrown) {
    var standing = new Facts.Standing(facts.standing().permissions(), 1, List.of(thrown));
    return new Facts(facts.at(), standing, List.of(), List.of(), facts.answer(), "none");
  }

  private static Charter charter(Rollback rollback) {
    return charter(TestCharters.rules(rollback), Autonomy.BOUNDED);
  }

  private static Charter charter(Rules rules, Autonomy autonomy) {
    return TestCharters.of(tools(), TestCharters.bounds(autonomy), rules);
  }

  private static List<ToolContract> tools() {
    return List.of(
        read("look"),
        undone("pay", KEYED, new Undo.By("unpay", null)),
        undone("ship", RECONCILE, new Undo.By("unship", Map.of("of", "args.of"))),
        undone("book", KEYED, new Undo.By("unbook", null)),
        undone("mail", EffectClass.Once.ONCE, Undo.Never.NEVER),
        effect("unpay", KEYED),
        effect("unship", KEYED),
        effect("unbook", EffectClass.Once.ONCE));
  }

  private static Life paid(Rollback rollback) {
    return new Life(charter(rollback)).proposes("pay").returns("paid");
  }

  private static Life completed(Charter charter) {
    var life = new Life(charter).proposes("pay", "ship").returns("paid").returns("shipped");
    return life.answers("done");
  }

  private static void request(Life life) {
    var event = Admission.admit(life.state(), REQUEST, new Request.Rollback(ADA), life.now());
    assertThat(event).isInstanceOf(RollbackRequested.class);
    quiet(life.record(event).judge());
  }

  private static Life cancelled(Life life) {
    return quiet(life.record(new RunCancelled(ADA, REQUEST)).judge());
  }

  /** A model that is being asked gives no answer any more. */
  private static Life quiet(Life life) {
    for (var permitted : life.state().permitted()) {
      if (!(permitted.command() instanceof Command.AskModel ask)) continue;
      life.record(new Event.ModelFailed(ask.id(), 1, ModelFault.CRASH, "died", null, null)).judge();
    }
    return life;
  }

  private static String refusal(Life life) {
    return reason(Admission.admit(life.state(), REQUEST, new Request.Rollback(ADA), life.now()));
  }

  private static String reason(Event event) {
    return ((RequestRefused) event).reason();
  }

  private static void grant(Life life) {
    var digest = Wanted.digest(life.state(), life.state().requirePending(life.held()).command());
    life.record(new ApprovalGranted(life.held(), digest, ADA, REQUEST)).judge();
  }

  private static String undoing(Life life) {
    var call = (InvokeTool) life.state().requirePending(life.permitted()).command();
    assertThat(call.undoes()).isNotNull();
    return call.tool();
  }

  private static Ending ending(Life life) {
    return ((Course.Outlook.Over) life.state().course().outlook()).ending();
  }
}
