package dev.interlock.cli.endtoend;

import static dev.interlock.cli.endtoend.Says.credit;
import static dev.interlock.cli.endtoend.Says.done;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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
