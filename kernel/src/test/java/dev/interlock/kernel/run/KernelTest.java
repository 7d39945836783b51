package dev.interlock.kernel.run;

import static dev.interlock.kernel.run.TestCharters.KEYED;
import static dev.interlock.kernel.run.TestCharters.RECONCILE;
import static dev.interlock.kernel.run.TestCharters.effect;
import static dev.interlock.kernel.run.TestCharters.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.kernel.brief.Message;
import dev.interlock.kernel.charter.Autonomy;
import dev.interlock.kernel.charter.EffectClass.Once;
import dev.interlock.kernel.charter.Principal;
import dev.interlock.kernel.failure.ModelFault;
import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.kernel.run.Event.CommandHeld;
import dev.interlock.kernel.run.Event.CommandPermitted;
import dev.interlock.kernel.run.Event.ModelFailed;
import dev.interlock.kernel.run.Event.OutcomeUnknown;
import dev.interlock.kernel.run.Event.ToolFailed;
import dev.interlock.kernel.value.Digest;
import dev.interlock.kernel.value.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KernelTest {
  private static final Principal ADA = Principal.of("ada", "lead");

  @Test
  void a_run_of_one_read_and_an_answer_completes() {
    var life = new Life(TestCharters.of(List.of(read("look"))));

    life.proposes("look").returns("42").answers("It is 42.");

    assertThat(life.state().status()).isEqualTo(Status.COMPLETED);
    assertThat(life.last())
        .isEqualTo(
            new Event.RunEnded(
                new Ending.Completed(Value.of("It is 42."), new Value.Arr(List.of()), null)));
  }

  @Test
  void the_model_is_asked_again_once_when_all_siblings_are_settled() {
    var life = new Life(TestCharters.of(List.of(read("look"), read("peek"))));

    life.proposes("look", "peek", "rm");
    assertThat(life.state().permitted()).hasSize(2);
    life.returns("one");
    assertThat(life.state().course().turn()).isEqualTo(1);
    life.returns("two");

    assertThat(life.state().course().turn()).isEqualTo(2);
    assertThat(outcomes(life))
        .containsExactly(
            Message.Outcome.NOT_DONE, Message.Outcome.RETURNED, Message.Outcome.RETURNED);
  }

  @Test
  void replaying_the_entries_gives_the_state_that_was_lived() {
    var life = new Life(TestCharters.of(List.of(read("look"), effect("pay", KEYED))));
    life.proposes("look").returns("42").proposes("pay").returns("paid").answers("done");

    var replayed = Kernel.begin(life.entries().getFirst());
    for (var entry : life.entries().subList(1, life.entries().size())) {
      replayed = Kernel.step(replayed, entry);
    }

    assertThat(replayed).isEqualTo(life.state());
  }

  @Test
  void an_entry_out_of_sequence_is_corruption() {
    var life = new Life(TestCharters.of(List.of()));
    var entry = new Entry(3, life.now(), new Event.DeadlinePassed());

    assertThatThrownBy(() -> Kernel.step(life.state(), entry))
        .isInstanceOf(JournalCorruptException.class)
        .hasMessage("expected sequence 2, got 3");
  }

  @Test
  void a_permit_for_something_else_than_is_wanted_is_a_divergence() {
    var life = new Life(TestCharters.of(List.of()));
    life.judge();
    var permitted = (CommandPermitted) life.last();
    var other =
        new CommandPermitted(
            permitted.command(),
            permitted.attempt(),
            permitted.reserved(),
            permitted.beginBy(),
            Digest.of("something else"),
            permitted.model(),
            permitted.facts());
    var again = new Life(TestCharters.of(List.of()));

    assertThatThrownBy(() -> again.record(other))
        .isInstanceOf(JournalCorruptException.class)
        .hasMessageStartingWith("replay differs");
  }

  @Test
  void a_question_that_was_about_something_else_is_no_question_of_this_run() {
    var life =
        new Life(
            TestCharters.of(
                List.of(TestCharters.effect("pay", TestCharters.KEYED)),
                TestCharters.bounds(Autonomy.ASSIST),
                TestCharters.rules()));
    life.proposes("pay");
    var held = (CommandHeld) life.last();
    var other =
        new CommandHeld(
            held.command(),
            held.holds(),
            Digest.of("something else"),
            held.expiresAt(),
            held.facts());
    var again = new Life(life.state().mandate().charter());
    for (var entry : life.entries().subList(1, life.entries().size() - 1)) {
      again.record(entry.event());
    }

    assertThatThrownBy(() -> again.record(other))
        .isInstanceOf(JournalCorruptException.class)
        .hasMessageStartingWith("replay differs: 1.3.0 was held for");
  }

  @Test
  void a_lost_keyed_effect_is_tried_again_with_the_same_command_after_the_wait() {
    var life = new Life(TestCharters.of(List.of(effect("pay", KEYED))));
    life.proposes("pay");
    var pay = life.permitted();
    life.after(Duration.ofSeconds(1)).record(crash(pay)).judge();

    assertThat(life.state().permitted()).isEmpty();
    assertThat(life.state().status()).isEqualTo(Status.WAITING_TIMER);
    life.after(Duration.ofSeconds(20)).judge();

    assertThat(life.permitted()).isEqualTo(pay);
    assertThat(((CommandPermitted) life.last()).attempt().number()).isEqualTo(2);
  }

  @Test
  void a_lost_once_effect_waits_for_a_person_and_the_model_hears_nothing() {
    var life = new Life(TestCharters.of(List.of(effect("mail", Once.ONCE))));
    life.proposes("mail");
    var mail = life.permitted();
    life.record(crash(mail)).judge();

    assertThat(life.state().status()).isEqualTo(Status.OUTCOME_UNKNOWN);
    assertThat(life.state().course().turn()).isEqualTo(1);
    assertThat(outcomes(life)).isEmpty();

    var result = new Content.Inline(Value.of("sent"));
    life.record(new Event.OutcomeResolved(mail, true, result, ADA, new RequestId("r"))).judge();
    assertThat(life.state().status()).isEqualTo(Status.RUNNING);
    assertThat(outcomes(life)).containsExactly(Message.Outcome.RETURNED);
  }

  @Test
  void a_query_that_says_no_counts_only_after_it_had_time_to_settle() {
    var life = new Life(TestCharters.of(List.of(effect("post", RECONCILE), read("find"))));
    life.proposes("post");
    var post = life.permitted();
    life.after(Duration.ofSeconds(1)).record(timeout(post)).judge();
    assertThat(attempt(life).kind()).isEqualTo(Attempt.Kind.QUERY);

    var no = new Content.Inline(Value.of(Map.of("written", Value.of(false))));
    life.record(new Event.QueryAnswered(post, 2, false, no)).judge();
    assertThat(life.state().permitted()).as("asks again when it has settled").isEmpty();
    life.after(Duration.ofSeconds(6)).judge();
    assertThat(attempt(life)).isEqualTo(new Attempt(3, Attempt.Kind.QUERY));

    life.record(new Event.QueryAnswered(post, 3, true, no)).judge();
    assertThat(life.state().history().called("post")).isEqualTo(1);
  }

  @Test
  void an_attempt_refused_after_a_doubt_leaves_the_outcome_unknown() {
    var life = new Life(TestCharters.of(List.of(effect("pay", KEYED))));
    life.proposes("pay");
    life.record(timeout(life.permitted()));
    life.knowing(facts -> stopped(facts, true)).judge();

    assertThat(life.state().status()).isEqualTo(Status.OUTCOME_UNKNOWN);
    assertThat(life.last()).isInstanceOf(Event.AttemptRefused.class);
  }

  @Test
  void a_run_does_not_end_with_a_deed_in_flight() {
    var life = new Life(TestCharters.of(List.of(effect("pay", KEYED))));
    life.proposes("pay");
    life.record(new Event.DeadlinePassed()).judge();
    assertThat(life.state().over()).isFalse();

    life.returns("paid");

    assertThat(life.state().status()).isEqualTo(Status.STOPPED);
  }

  @Test
  void a_held_call_runs_once_it_is_approved_and_the_yes_is_used_up() {
    var life = assisted();
    life.proposes("pay");
    assertThat(life.state().status()).isEqualTo(Status.WAITING_APPROVAL);
    var pay = life.held();

    life.record(grant(life)).judge();

    assertThat(life.permitted()).isEqualTo(pay);
    assertThat(life.state().requirePending(pay).past().approved()).isEmpty();
  }

  @Test
  void an_approval_of_something_else_than_was_shown_is_refused() {
    var life = assisted();
    life.proposes("pay");

    var event = admit(life, new Request.Approve(life.held(), Digest.of("other"), ADA));

    assertThat(event).isInstanceOf(Event.RequestRefused.class);
  }

  @Test
  void the_same_approval_twice_is_refused_the_second_time() {
    var life = assisted();
    life.proposes("pay");
    var wanted = ((CommandHeld) life.last()).wanted();
    var yes = new Request.Approve(life.held(), wanted, ADA);
    life.record(admit(life, yes)).judge();

    assertThat(admit(life, yes)).isInstanceOf(Event.RequestRefused.class);
  }

  @Test
  void an_edit_makes_a_new_command_with_the_persons_arguments_and_their_yes() {
    var life = assisted();
    life.proposes("pay", Map.of("amount", Value.of(100)));
    var pay = life.held();
    var less = Value.of(Map.of("amount", Value.of(50)));
    life.record(new Event.ApprovalEdited(pay, less, ADA, new RequestId("e"))).judge();

    assertThat(life.permitted()).isNotEqualTo(pay);
    assertThat(life.call(life.permitted()).arguments()).isEqualTo(less);
    assertThat(life.call(life.permitted()).editor()).isEqualTo(ADA);
  }

  @Test
  void an_unanswered_question_expires_and_the_model_is_told() {
    var life = assisted();
    life.proposes("pay");
    life.record(new Event.ApprovalExpired(life.held())).judge();

    assertThat(outcomes(life)).containsExactly(Message.Outcome.NOT_DONE);
    assertThat(life.state().course().turn()).isEqualTo(2);
  }

  @Test
  void late_evidence_beats_a_recorded_failure_and_after_the_end_it_escalates() {
    var life = new Life(TestCharters.of(List.of(effect("mail", Once.ONCE))));
    life.proposes("mail");
    var mail = life.permitted();
    life.record(crash(mail));
    life.record(new Event.OutcomeResolved(mail, false, null, ADA, new RequestId("r"))).judge();
    life.answers("not sent");
    assertThat(life.state().status()).isEqualTo(Status.COMPLETED);

    var sent = new Content.Inline(Value.of("sent"));
    life.record(admit(life, new Request.Late(mail, 1, sent)));

    assertThat(life.state().status()).isEqualTo(Status.ESCALATED);
  }

  @Test
  void a_model_that_keeps_failing_ends_the_run_as_failed() {
    var life = new Life(TestCharters.of(List.of()));
    for (var attempt = 1; attempt <= 3; attempt++) {
      life.after(Duration.ofMinutes(1)).judge();
      life.record(
          new ModelFailed(life.permitted(), attempt, ModelFault.OVERLOAD, "busy", null, null));
    }
    life.judge();

    assertThat(life.state().status()).isEqualTo(Status.FAILED);
    assertThat(life.state().spending().settled().costMicros()).isZero();
  }

  @Test
  void a_model_call_of_unknown_usage_is_charged_as_reserved() {
    var life = new Life(TestCharters.of(List.of()));
    life.judge();
    var reserved = ((CommandPermitted) life.last()).reserved();
    life.record(new ModelFailed(life.permitted(), 1, ModelFault.TIMEOUT, "gone", null, null));

    assertThat(life.state().spending().settled().costMicros()).isEqualTo(reserved.costMicros());
    assertThat(life.state().spending().reserved()).isEqualTo(Reservation.NONE);
  }

  @Test
  void a_provider_is_left_alone_for_as_long_as_it_asked() {
    var life = new Life(TestCharters.of(List.of()));
    life.judge();
    life.record(
        new ModelFailed(
            life.permitted(), 1, ModelFault.RATE_LIMIT, "slow down", Duration.ofSeconds(90), null));

    assertThat(life.after(Duration.ofSeconds(89)).judge().state().permitted()).isEmpty();
    assertThat(life.after(Duration.ofSeconds(2)).judge().state().permitted()).hasSize(1);
  }

  @Test
  void a_failing_read_is_tried_again_and_then_told_plainly() {
    var life = new Life(TestCharters.of(List.of(read("look"))));
    life.proposes("look");
    for (var attempt = 1; attempt <= 3; attempt++) {
      var look = life.permitted();
      life.record(new ToolFailed(look, attempt, ToolFault.TIMEOUT, "no answer", null));
      life.after(Duration.ofMinutes(1)).judge();
    }

    assertThat(outcomes(life)).containsExactly(Message.Outcome.FAILED);
  }

  @Test
  void time_between_two_lives_is_parked_and_costs_nothing() {
    var life = new Life(TestCharters.of(List.of()));
    life.judge().after(Duration.ofMinutes(30));
    life.record(new Event.DriverStarted(2, 1, life.now()));

    assertThat(life.state().spending().settled().time()).isZero();
    assertThat(life.state().course().epoch()).isEqualTo(2);
  }

  @Test
  void a_paused_run_wants_nothing_until_it_goes_on() {
    var life = new Life(TestCharters.of(List.of()));
    life.knowing(facts -> stopped(facts, false)).judge();
    assertThat(life.state().status()).isEqualTo(Status.PAUSED);
    assertThat(life.state().due(life.now())).isEmpty();

    life.record(new Event.RunContinued("ada")).knowing(facts -> facts).judge();

    assertThat(life.state().permitted()).hasSize(1);
  }

  private static Life assisted() {
    return new Life(
        TestCharters.of(
            List.of(effect("pay", KEYED)),
            TestCharters.bounds(Autonomy.ASSIST),
            TestCharters.rules()));
  }

  private static Event grant(Life life) {
    var wanted = ((CommandHeld) life.last()).wanted();
    return admit(life, new Request.Approve(life.held(), wanted, ADA));
  }

  private static Event admit(Life life, Request request) {
    return Admission.admit(life.state(), new RequestId("r1"), request, life.now());
  }

  private static Event crash(CommandId id) {
    return new OutcomeUnknown(id, 1, ToolFault.CRASH, "died");
  }

  private static Event timeout(CommandId id) {
    return new OutcomeUnknown(id, 1, ToolFault.TIMEOUT, "no answer");
  }

  private static Attempt attempt(Life life) {
    return ((CommandPermitted) life.last()).attempt();
  }

  private static Facts stopped(Facts facts, boolean last) {
    var thrown = new Facts.Switch("all", null, "stop", last);
    return new Facts(
        facts.at(),
        new Facts.Standing(facts.standing().permissions(), 1, List.of(thrown)),
        facts.violations(),
        facts.policy(),
        facts.answer(),
        facts.evaluators());
  }

  private static List<Message.Outcome> outcomes(Life life) {
    return life.state().transcript().messages().stream()
        .filter(Message.FromTool.class::isInstance)
        .map(message -> ((Message.FromTool) message).outcome())
        .toList();
  }
}
