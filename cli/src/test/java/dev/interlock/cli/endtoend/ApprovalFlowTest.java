package dev.interlock.cli.endtoend;

import static dev.interlock.cli.endtoend.Says.credit;
import static dev.interlock.cli.endtoend.Says.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.testkit.model.Behaviour;
import dev.interlock.testkit.model.Completion;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person says yes, no, or otherwise; the world and the model hear exactly that. */
class ApprovalFlowTest {

  @TempDir Path folder;

  private Desk desk;

  @BeforeEach
  void a_credit_is_money_and_the_agent_guarded() {
    desk = new Desk(folder);
    desk.change("autonomy: bounded", "autonomy: guarded");
    desk.change("risk: write, timeout: 10s, attempts: 3", "risk: money, timeout: 10s, attempts: 3");
  }

  @AfterEach
  void the_desk_is_closed() {
    desk.close();
  }

  @Test
  void a_held_call_waits_with_an_id_and_happens_once_after_a_yes() {
    desk.model.then(credit());
    var held = held();
    assertThat(held.text("waiting[0].kind")).isEqualTo("approval");
    assertThat(held.text("waiting[0].tool")).isEqualTo("credit");
    assertThat(held.text("waiting[0].arguments")).isEqualTo("{\"account\":\"a-1\",\"amount\":5}");
    assertThat(held.text("waiting[0].holds[0].gate")).isEqualTo("autonomy");
    var inbox = desk.say("approvals", "--json");
    assertThat(inbox.exit()).isZero();
    assertThat(inbox.out()).contains(held.text("waiting[0].id"));
    assertThat(desk.say("approvals").out()).contains("credit", "ann");

    desk.model.then(done());
    var ended = desk.approve(held, 0);
    assertThat(ended.status()).isEqualTo("COMPLETED");
    assertThat(ended.exit()).isZero();
    assertThat(ended.logged()).extracting(Deed::inWords).containsExactly(Misbehaviour.CREDITED);
    assertThat(desk.model.requests().get(1).body()).contains("\\\"done\\\":true");
    Misbehaviour.sameAsJournaled(ended);
  }

  @Test
  void a_no_and_its_reason_reach_the_model_and_nothing_happens() {
    desk.model.then(credit());
    var held = held();

    desk.model.then(done());
    var ended = desk.reject(held, "the account is closed since May");
    assertThat(ended.exit()).isZero();
    assertThat(ended.logged()).isEmpty();
    assertThat(desk.model.requests()).hasSize(2);
    assertThat(desk.toldOf(1, "call-1"))
        .contains("The call was not done: rejected by lead: the account is closed since May");
  }

  @Test
  void edited_arguments_are_performed_exactly_and_the_model_hears_whose_they_are() {
    desk.model.then(credit());
    var held = held();

    desk.model.then(done());
    var ended = desk.edit(held, "{\"account\":\"a-1\",\"amount\":4.50}");
    assertThat(ended.exit()).as("%s", ended.json().json()).isZero();
    assertThat(ended.logged())
        .extracting(Deed::inWords)
        .containsExactly("credit {\"account\":\"a-1\",\"amount\":4.5}");
    assertThat(desk.toldOf(1, "call-1")).contains("lead changed the arguments to");
    Misbehaviour.sameAsJournaled(ended);
  }

  @Test
  void edited_arguments_that_do_not_fit_are_refused_at_once_and_the_question_stays() {
    desk.model.then(credit());
    var held = held();

    var refused = edit(held, "{\"account\":\"a-1\",\"amount\":\"4.50\",\"note\":\"x\"}");
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err().lines()).hasSize(1);
    assertThat(refused.err())
        .contains("the arguments do not fit: ", "/amount must be a number", "/note");
    assertThat(desk.logged()).isEmpty();
    assertThat(desk.model.requests()).hasSize(1);
    var waits = desk.ended(desk.say("show", held.text("run"), "--json"));
    assertThat(waits.status()).isEqualTo("WAITING_APPROVAL");
    assertThat(waits.leaves()).isEmpty();

    desk.model.then(done());
    var ended = desk.edit(held, "{\"account\":\"a-1\",\"amount\":4.50}");
    assertThat(ended.status()).isEqualTo("COMPLETED");
    assertThat(ended.logged()).hasSize(1);
  }

  @Test
  void an_edit_that_sets_the_key_of_the_effect_is_refused() {
    desk.model.then(credit());
    var held = held();

    var refused = edit(held, "{\"account\":\"a-1\",\"amount\":5,\"idempotency_key\":\"mine\"}");
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains("/idempotency_key is filled by the runtime; leave it out");
    assertThat(desk.logged()).isEmpty();
  }

  private Said edit(Ended held, String arguments) {
    return desk.say(
        "approve", held.text("waiting[0].id"), "--edit", arguments, "--as", "lead", "--quiet");
  }

  @Test
  void the_same_yes_twice_is_refused_the_second_time_and_the_effect_happens_once() {
    desk.model.then(credit());
    var held = held();

    desk.model.then(done());
    var ended = desk.approve(held, 0);
    assertThat(ended.exit()).isZero();
    var again = desk.say("approve", held.text("waiting[0].id"), "--as", "lead");
    assertThat(again.exit()).isEqualTo(2);
    assertThat(again.err()).contains("does not wait for a decision; the run is COMPLETED");
    assertThat(desk.logged()).hasSize(1);
  }

  @Test
  void whoever_asked_may_not_approve_where_the_file_says_so() {
    desk.add("approvals: { approvers: [lead], distinct-from-requester: true }");
    desk.model.then(credit());
    var held = held();

    var own = desk.say("approve", held.text("waiting[0].id"), "--as", "ann:lead");
    assertThat(own.exit()).isEqualTo(2);
    assertThat(own.err()).contains("ann asked for this run and may not approve in it");
    var stranger = desk.say("approve", held.text("waiting[0].id"), "--as", "tom");
    assertThat(stranger.exit()).isEqualTo(2);
    assertThat(stranger.err()).contains("tom has none of the approving roles [lead]");
    assertThat(desk.logged()).isEmpty();
    desk.model.then(done());
    assertThat(desk.approve(held, 0).exit()).isZero();
    assertThat(desk.logged()).hasSize(1);
  }

  @Test
  void a_call_like_one_in_doubt_is_held_until_the_doubt_is_gone_whatever_was_approved_before() {
    desk.change("EFFECT_LOG:", "EFFECT_DELAY_MILLIS: \"60000\", EFFECT_LOG:");
    desk.add(
        """
        policy: [{ when: 'tool == "notify_once" && args.text == "again"', then: hold, reason: twice }]
        order: [{ tool: notify_once, at-most: 2, per: account }]
        """);
    desk.model.then(
        Behaviour.calls(
            new Completion.Call("one", "notify_once", "{\"account\":\"a-1\",\"text\":\"first\"}"),
            new Completion.Call("two", "notify_once", "{\"account\":\"a-1\",\"text\":\"again\"}")));
    var waits = desk.run("tools[0].allow.notify_once.timeout=500ms");
    assertThat(waits.status()).isEqualTo("OUTCOME_UNKNOWN");
    assertThat(waits.exit()).isEqualTo(10);
    assertThat(waits.text("waiting[0].kind")).isEqualTo("outcome");
    assertThat(waits.text("waiting[1].kind")).isEqualTo("approval");

    var held = desk.approve(waits, 1);
    assertThat(held.status()).isEqualTo("OUTCOME_UNKNOWN");
    assertThat(held.text("waiting[1].holds")).contains("in-doubt");
    assertThat(desk.logged()).hasSize(1);

    var told = desk.happened(held, "{\"done\": true}");
    assertThat(told.status()).isEqualTo("WAITING_APPROVAL");
    assertThat(desk.logged()).hasSize(1);
  }

  private Ended held() {
    var held = desk.run();
    assertThat(held.status()).as("%s", held.json().json()).isEqualTo("WAITING_APPROVAL");
    assertThat(held.exit()).isEqualTo(10);
    assertThat(held.logged()).isEmpty();
    return held;
  }
}
