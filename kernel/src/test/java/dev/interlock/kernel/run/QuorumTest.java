package dev.interlock.kernel.run;

import static dev.interlock.kernel.run.TestCharters.KEYED;
import static dev.interlock.kernel.run.TestCharters.effect;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.kernel.charter.Autonomy;
import dev.interlock.kernel.charter.Principal;
import dev.interlock.kernel.charter.Rules;
import dev.interlock.kernel.charter.Rules.ApprovalTerms;
import dev.interlock.kernel.charter.Rules.PolicyRule;
import dev.interlock.kernel.charter.Rules.Then;
import dev.interlock.kernel.run.Event.ApprovalGranted;
import dev.interlock.kernel.run.Event.RequestRefused;
import dev.interlock.kernel.run.Facts.RuleOutcome;
import dev.interlock.kernel.run.Facts.Truth;
import dev.interlock.kernel.run.Pending.Stage;
import dev.interlock.kernel.value.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How many people a yes takes, whose count, and how long they may think about it. */
class QuorumTest {
  private static final Principal ADA = Principal.of("ada");
  private static final Principal BOB = Principal.of("bob");
  private static final Principal CAT = Principal.of("cat");
  private static final Value.Obj LESS = Value.of(Map.<String, Value>of("amount", Value.of(1)));

  @Test
  void a_call_that_two_people_decide_is_permitted_after_the_second_yes_and_not_before() {
    var life = held(2, false);

    var _ = yes(life, ADA).judge();
    assertThat(life.state().status()).isEqualTo(Status.WAITING_APPROVAL);
    assertThat(life.state().permitted()).isEmpty();

    var _ = yes(life, BOB).judge();
    assertThat(life.state().permitted()).hasSize(1);
  }

  @Test
  void two_yeses_of_one_person_are_one() {
    var life = held(2, false);
    var _ = yes(life, ADA);

    var again = says(life, approval(life, Principal.of("ada", "lead")));

    assertThat(again)
        .isEqualTo(
            new RequestRefused(
                new RequestId("r"), "ada has said yes already; it takes 2 people, of whom 1 have"));
    assertThat(life.judge().state().permitted()).isEmpty();
  }

  @Test
  void one_no_is_enough() {
    var life = held(2, false);
    var _ = yes(life, ADA);

    life.record(says(life, new Request.Reject(life.held(), "no", BOB))).judge();

    assertThat(life.state().pending().values())
        .noneMatch(pending -> pending.command() instanceof Command.InvokeTool);
  }

  @Test
  void a_rule_may_ask_more_people_than_any_other_and_never_fewer() {
    var rules = List.of(new PolicyRule("policy[0]", "true", Then.HOLD, "large", 2));
    var fired = List.of(new RuleOutcome("policy[0]", Truth.TRUE, ""));
    var life = life(Autonomy.BOUNDED, rules, terms(null, false));
    life.knowing(facts -> knowing(facts, fired));
    life.proposes("pay");
    var _ = yes(life, ADA).judge();
    assertThat(life.state().permitted()).isEmpty();
    assertThat(yes(life, BOB).judge().state().permitted()).hasSize(1);

    var fewer = new Hold("policy", "policy[0]", "large", Value.Obj.EMPTY, 1);
    assertThat(Quorum.of(held(3, false).state(), fewer)).isEqualTo(3);
  }

  @Test
  void who_edits_a_call_has_said_yes_to_it_and_to_nothing_else() {
    var life = held(2, false);
    var _ = yes(life, ADA);

    life.record(says(life, edit(life, BOB))).judge();
    assertThat(life.state().permitted()).as("of ada's yes nothing is left").isEmpty();
    assertThat(says(life, approval(life, BOB))).isInstanceOf(RequestRefused.class);

    var _ = yes(life, CAT).judge();
    assertThat(life.call(life.permitted()).arguments()).isEqualTo(LESS);
  }

  @Test
  void who_wrote_the_arguments_may_not_approve_them_where_requester_and_approver_differ() {
    var life = held(null, true);

    life.record(says(life, edit(life, ADA))).judge();
    assertThat(life.state().permitted()).isEmpty();
    assertThat(((RequestRefused) says(life, approval(life, ADA))).reason())
        .isEqualTo("ada wrote these arguments and may not approve them");

    assertThat(yes(life, BOB).judge().state().permitted()).hasSize(1);
  }

  @Test
  void a_postponed_question_stands_longer_and_keeps_the_yes_that_was_said() {
    var life = held(2, false);
    var _ = yes(life, ADA);
    parkedFor(life, Duration.ofMinutes(9));

    life.record(says(life, new Request.Postpone(life.held(), CAT)));

    assertThat(expiresAt(life)).isEqualTo(life.now().plus(Duration.ofMinutes(10)));
    parkedFor(life, Duration.ofMinutes(9));
    assertThat(yes(life, BOB).judge().state().permitted()).hasSize(1);
  }

  @Test
  void no_question_is_postponed_beyond_its_run_or_after_it_expired() {
    var life = held(null, false);
    var deadline = life.state().mandate().deadline();
    assertThat(expiresAt(life)).isBefore(deadline);
    while (!expiresAt(life).equals(deadline)) {
      life.after(Duration.ofMinutes(8));
      life.record(says(life, new Request.Postpone(life.held(), ADA)));
    }
    assertThat(says(life, new Request.Postpone(life.held(), ADA)))
        .isInstanceOf(RequestRefused.class);

    life.after(Duration.between(life.now(), deadline));
    assertThat(((RequestRefused) says(life, new Request.Postpone(life.held(), ADA))).reason())
        .startsWith("the question expired at");
  }

  private static Life held(@Nullable Integer quorum, boolean distinct) {
    return life(Autonomy.ASSIST, List.of(), terms(quorum, distinct)).proposes("pay");
  }

  private static Life life(Autonomy autonomy, List<PolicyRule> policy, ApprovalTerms terms) {
    var rules = new Rules(policy, List.of(), terms, null, List.of(), null);
    var bounds = TestCharters.bounds(autonomy);
    return new Life(TestCharters.of(List.of(effect("pay", KEYED)), bounds, rules));
  }

  private static ApprovalTerms terms(@Nullable Integer quorum, boolean distinct) {
    return new ApprovalTerms(Duration.ofMinutes(10), List.of(), distinct, quorum);
  }

  private static Facts knowing(Facts facts, List<RuleOutcome> policy) {
    return new Facts(
        facts.at(), facts.standing(), List.of(), policy, facts.answer(), facts.evaluators());
  }

  private static Life yes(Life life, Principal by) {
    var event = says(life, approval(life, by));
    assertThat(event).isInstanceOf(ApprovalGranted.class);
    return life.record(event);
  }

  /** Nobody drives meanwhile: it uses no time of the run up. */
  private static void parkedFor(Life life, Duration time) {
    life.after(time).record(new Event.DriverStarted(2, 1, life.now()));
  }

  private static Request approval(Life life, Principal by) {
    return new Request.Approve(life.held(), held(life).wanted(), by);
  }

  private static Request edit(Life life, Principal by) {
    return new Request.Edit(life.held(), held(life).wanted(), LESS, by);
  }

  private static Event says(Life life, Request request) {
    return Admission.admit(life.state(), new RequestId("r"), request, life.now());
  }

  private static Instant expiresAt(Life life) {
    return held(life).expiresAt();
  }

  private static Stage.Held held(Life life) {
    return (Stage.Held) life.state().requirePending(life.held()).stage();
  }
}
