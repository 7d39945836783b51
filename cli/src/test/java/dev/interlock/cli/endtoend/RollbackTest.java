package dev.interlock.cli.endtoend;

import static dev.interlock.cli.endtoend.Says.credit;
import static dev.interlock.cli.endtoend.Says.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.kernel.run.Entry;
import dev.interlock.kernel.run.Event;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run has done is taken back: when somebody wants it, and when it ends without its goal. */
class RollbackTest {
  private static final String DEBITED = "debit {\"account\":\"a-1\",\"amount\":5}";
  private static final String DEBITED_2 = "debit {\"account\":\"a-2\",\"amount\":7}";
  private static final String CREDITED_2 = "credit {\"account\":\"a-2\",\"amount\":7}";

  @TempDir Path folder;

  private Desk desk;

  @BeforeEach
  void a_credit_is_undone_by_a_debit() {
    desk = new Desk(folder);
    desk.change(
        "risk: write, timeout: 10s, attempts: 3 }",
        """
        risk: write, timeout: 10s, attempts: 3, compensate: debit }
              debit: { internal: true, effect: keyed, key-argument: idempotency_key, risk: write, timeout: 10s, attempts: 3 }\
        """);
  }

  @AfterEach
  void the_desk_is_closed() {
    desk.close();
  }

  @Test
  void a_run_that_has_ended_is_rolled_back_the_last_effect_first_and_only_once() {
    var completed = completed();

    var undone = rollback(completed);
    assertThat(undone.exit()).isEqualTo(15);
    assertThat(undone.status()).isEqualTo("ROLLED_BACK");
    assertThat(undone.text("reason"))
        .isEqualTo("rolled back 2 effects, wanted by ops; it had completed");
    assertThat(undone.leaves()).containsExactly("VER-2");
    assertThat(undone.logged())
        .extracting(Deed::inWords)
        .containsExactly(Misbehaviour.CREDITED, CREDITED_2, DEBITED_2, DEBITED);
    assertThat(desk.say("verify").exit()).isZero();
    assertThat(desk.say("show", undone.text("run")).out())
        .contains(
            "ops wants what the run has done undone",
            "debit: allowed, to undo",
            "ROLLED_BACK: rolled back 2 effects");

    var again = desk.say("rollback", undone.text("run"), "--as", "ops");
    assertThat(again.exit()).isEqualTo(2);
    assertThat(again.err())
        .isEqualTo(
            "interlock: "
                + undone.text("run")
                + ": there is nothing to roll back: every effect has been undone\n");
    assertThat(desk.logged()).hasSize(4);
  }

  @Test
  void a_run_without_effects_has_nothing_to_roll_back() {
    desk.model.then(done());
    var completed = desk.run();

    var said = desk.say("rollback", completed.text("run"), "--as", "ops");
    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.err())
        .isEqualTo(
            "interlock: "
                + completed.text("run")
                + ": there is nothing to roll back: the run has had no effect\n");
    assertThat(desk.say("show", completed.text("run"), "--json").json().get("status").orElseThrow())
        .hasToString("Text[value=COMPLETED]");
  }

  @Test
  void a_run_that_fails_asks_once_and_a_yes_undoes_what_it_showed() {
    var asks = failed();
    assertThat(asks.exit()).isEqualTo(10);
    assertThat(asks.text("waiting[0].tool")).isEqualTo("rollback");
    assertThat(asks.text("waiting[0].arguments.effects[0].tool")).isEqualTo("credit");
    assertThat(asks.text("waiting[0].holds[0].gate")).isEqualTo("rollback");
    assertThat(desk.say("approvals").out())
        .contains(" credit {\"account\":\"a-1\",\"amount\":5} by debit")
        .contains("the run is about to be FAILED; yes undoes its effect");

    var undone = desk.approve(asks, 0);
    assertThat(undone.exit()).isEqualTo(15);
    assertThat(undone.text("reason")).startsWith("rolled back 1 effect, instead of FAILED: ");
    assertThat(undone.logged())
        .extracting(Deed::inWords)
        .containsExactly(Misbehaviour.CREDITED, DEBITED);
    Misbehaviour.sameAsJournaled(undone);
    assertThat(desk.say("verify").exit()).isZero();
  }

  @Test
  void a_no_leaves_what_was_done_and_the_run_ends_as_it_was_about_to() {
    var ended = desk.reject(failed(), "they may keep it");

    assertThat(ended.exit()).isEqualTo(12);
    assertThat(ended.status()).isEqualTo("FAILED");
    assertThat(ended.logged()).extracting(Deed::inWords).containsExactly(Misbehaviour.CREDITED);
    assertThat(rollback(ended).status()).as("one may still want it").isEqualTo("ROLLED_BACK");
  }

  @Test
  void by_policy_it_is_undone_at_once_with_arguments_that_expressions_give() {
    desk.change(
        "compensate: debit }",
        "compensate: { tool: debit, args: { account: result.account, amount: 'args.amount * 1' } }"
            + " }");
    desk.add("rollback: compensate");

    var undone = failed();

    assertThat(undone.exit()).isEqualTo(15);
    assertThat(undone.logged())
        .extracting(Deed::inWords)
        .containsExactly(Misbehaviour.CREDITED, DEBITED);
  }

  @Test
  void a_compensation_that_fails_is_escalated_with_every_effect_that_is_left() {
    desk.change("EFFECT_LOG:", "CLOSED_ACCOUNT: a-2, EFFECT_LOG:");
    var stuck = rollback(completed());

    assertThat(stuck.exit()).isEqualTo(11);
    assertThat(stuck.status()).isEqualTo("ESCALATED");
    assertThat(stuck.text("reason"))
        .matches(
            "could not undo credit \\([0-9.]+\\): debit \\([0-9.]+\\): .*the account a-2 is closed;"
                + " these effects remain: credit \\([0-9.]+\\), credit \\([0-9.]+\\)");
    assertThat(stuck.logged())
        .extracting(Deed::inWords)
        .containsExactly(Misbehaviour.CREDITED, CREDITED_2);
  }

  @Test
  void what_can_never_be_undone_is_not_tried_and_nothing_changes() {
    desk.change(
        "notify_once: { effect: once, risk: write,",
        "notify_once: { effect: once, irreversible: true, risk: write,");
    desk.model.then(Says.notice());
    desk.model.then(done());
    var completed = desk.run();

    var said = desk.say("rollback", completed.text("run"), "--as", "ops");
    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.err())
        .contains("nothing can be rolled back: no compensation undoes notify_once (");
    assertThat(desk.ended(desk.say("show", completed.text("run"), "--json")).status())
        .isEqualTo("COMPLETED");
  }

  @Test
  void a_compensation_that_lacks_an_argument_is_refused_before_anything_runs() {
    desk.change(
        "compensate: debit }",
        "compensate: notify_once, result: { properties: { done: { type: boolean } } } }");

    var refused = desk.refused();

    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err())
        .contains("teller.yaml:20: tools[0].allow.credit.compensate: notify_once needs text, which")
        .contains("(write compensate: { tool: notify_once, args: { text: 'result.…' } })");
  }

  @Test
  void a_run_that_goes_on_is_cancelled_and_undone() {
    desk.change("autonomy: bounded", "autonomy: guarded");
    desk.change(
        "notify_once: { effect: once, risk: write", "notify_once: { effect: once, risk: money");
    desk.model.then(credit());
    desk.model.then(Says.notice());
    var held = desk.run();
    assertThat(held.status()).isEqualTo("WAITING_APPROVAL");

    var undone = rollback(held);

    assertThat(undone.status()).isEqualTo("ROLLED_BACK");
    assertThat(undone.text("reason")).isEqualTo("rolled back 1 effect, wanted by ops");
    assertThat(undone.logged())
        .extracting(Deed::inWords)
        .containsExactly(Misbehaviour.CREDITED, DEBITED);
  }

  @Test
  void a_kill_switch_that_undoes_ends_the_run_and_undoes_it_while_it_stays_thrown() {
    desk.change("autonomy: bounded", "autonomy: guarded");
    desk.change(
        "notify_once: { effect: once, risk: write", "notify_once: { effect: once, risk: money");
    desk.model.then(credit());
    desk.model.then(Says.notice());
    var held = desk.run();

    var stopped =
        desk.say("stop", "--all", "--reason", "fraud", "--compensate", "--as", "ops", "--json");
    assertThat(stopped.exit()).isZero();
    assertThat(stopped.out()).contains("ROLLED_BACK");

    var undone = desk.ended(desk.say("show", held.text("run"), "--json"));
    assertThat(undone.status()).isEqualTo("ROLLED_BACK");
    assertThat(undone.logged())
        .extracting(Deed::inWords)
        .containsExactly(Misbehaviour.CREDITED, DEBITED);
    assertThat(desk.say("verify").exit()).isZero();
    var next = desk.run();
    assertThat(next.status()).as("it stays thrown").isEqualTo("STOPPED");
    assertThat(next.logged()).hasSize(2);
  }

  @Test
  void killed_in_the_middle_it_goes_on_and_undoes_each_effect_once() {
    desk.change("EFFECT_LOG:", "EFFECT_DELAY_MILLIS: \"${env:DELAY}\", EFFECT_LOG:");
    desk.change("timeout: 10s, attempts: 3", "timeout: 2s, attempts: 5");
    desk.model.then(credit());
    desk.model.then(Says.call("credit", "{\"account\":\"a-2\",\"amount\":7}"));
    desk.model.then(done());
    var completed = desk.ended(process("0", "run", desk.file().toString(), Desk.GOAL));
    assertThat(completed.status()).isEqualTo("COMPLETED");
    var run = completed.text("run");

    killInTheNextEffect(3, "rollback", run, "--as", "ops");
    killInTheNextEffect(4, "resume", run);
    var _ = process("0", "resume", run);

    var undone = desk.ended(desk.say("show", run, "--json"));
    assertThat(undone.status()).isEqualTo("ROLLED_BACK");
    assertThat(undone.logged())
        .extracting(Deed::inWords)
        .containsExactly(Misbehaviour.CREDITED, CREDITED_2, DEBITED_2, DEBITED);
    assertThat(desk.say("verify").exit()).isZero();
    assertThat(undone.entries())
        .extracting(Entry::event)
        .filteredOn(Event.OutcomeUnknown.class::isInstance)
        .hasSizeGreaterThanOrEqualTo(2);
  }

  /** Kills the process once its tool has performed so many effects and has not answered. */
  private void killInTheNextEffect(int effects, String... words) {
    try (var process = CommandProcess.start(desk, Map.of("DELAY", "900"), words)) {
      var _ = desk.awaitProcessOf(effects);
      process.signal("KILL");
      assertThat(process.said().exit()).isEqualTo(128 + 9);
    }
  }

  private Said process(String delay, String... words) {
    var whole = new ArrayList<>(List.of(words));
    whole.add("--json");
    try (var process =
        CommandProcess.start(desk, Map.of("DELAY", delay), whole.toArray(String[]::new))) {
      return process.said();
    }
  }

  private Ended failed() {
    desk.model.then(credit());
    desk.model.then(Says.refusal(401, "invalid_api_key"));
    return desk.run();
  }

  private Ended completed() {
    desk.model.then(credit());
    desk.model.then(Says.call("credit", "{\"account\":\"a-2\",\"amount\":7}"));
    desk.model.then(done());
    var completed = desk.run();
    assertThat(completed.status()).isEqualTo("COMPLETED");
    return completed;
  }

  private Ended rollback(Ended run) {
    return desk.ended(desk.say("rollback", run.text("run"), "--as", "ops", "--json"));
  }
}
