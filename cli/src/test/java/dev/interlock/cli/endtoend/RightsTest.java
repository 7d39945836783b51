package dev.interlock.cli.endtoend;

import static dev.interlock.cli.endtoend.Says.credit;
import static dev.interlock.cli.endtoend.Says.done;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rights that are gone are gone at once: for what was approved, and for who approves. */
class RightsTest {

  @TempDir Path folder;

  private Desk desk;

  @BeforeEach
  void a_credit_waits_for_a_yes() {
    desk = new Desk(folder);
    desk.change("autonomy: bounded", "autonomy: assist");
  }

  @AfterEach
  void the_desk_is_closed() {
    desk.close();
  }

  @Test
  void a_yes_does_not_help_who_has_lost_all_rights_meanwhile() {
    var held = held();
    var revoked = desk.say("rights", "revoke", "ann", "--reason", "she left", "--as", "ops");
    assertThat(revoked.exit()).isZero();
    assertThat(revoked.out()).contains("ann", "all", "she left", "ops");

    desk.model.then(done());
    var ended = desk.approve(held, 0);

    assertThat(ended.status()).isEqualTo("COMPLETED");
    assertThat(ended.logged()).isEmpty();
    assertThat(ended.leaves()).contains("SAF-1");
    assertThat(desk.toldOf(1, "call-1")).contains("the rights of ann were revoked: she left");
    assertThat(desk.say("verify").exit()).isZero();
  }

  @Test
  void a_role_that_is_gone_takes_its_permissions_along() {
    desk.change(
        "risk: write, timeout: 10s, attempts: 3",
        "risk: write, permission: credits, timeout: 10s, attempts: 3");
    desk.add("principal: { roles: { clerk: [credits] } }");
    desk.model.then(credit());
    var held = desk.ended("run", desk.file().toString(), Desk.GOAL, "--as", "ann:clerk");
    assertThat(held.status()).isEqualTo("WAITING_APPROVAL");
    assertThat(desk.say("rights", "revoke", "ann:clerk", "--reason", "moved").exit()).isZero();

    desk.model.then(done());
    var ended = desk.approve(held, 0);

    assertThat(ended.logged()).isEmpty();
    assertThat(desk.toldOf(1, "call-1")).contains("ann does not hold 'credits'");
  }

  @Test
  void who_has_lost_a_role_does_not_approve_by_it_until_it_is_given_back() {
    desk.add("approvals: { approvers: [lead] }");
    var held = held();
    assertThat(desk.say("rights", "revoke", "lead:lead", "--reason", "on leave").exit()).isZero();

    var refused = desk.say("approve", held.text("waiting[0].id"), "--as", "lead");
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains("lead has none of the approving roles [lead]");
    assertThat(desk.say("rights", "restore", "lead:lead").out())
        .contains("Nobody's rights are taken away.");

    desk.model.then(done());
    assertThat(desk.approve(held, 0).logged()).hasSize(1);
  }

  @Test
  void who_has_no_rights_decides_nothing_and_one_line_says_so() {
    var held = held();
    assertThat(desk.say("rights", "revoke", "lead", "--reason", "fraud").exit()).isZero();

    var refused = desk.say("approve", held.text("waiting[0].id"), "--as", "lead");

    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err().lines()).hasSize(1);
    assertThat(refused.err()).contains("the rights of lead were revoked: fraud");
    assertThat(desk.logged()).isEmpty();
    var unknown = desk.say("rights", "restore", "nobody");
    assertThat(unknown.exit()).isEqualTo(2);
    assertThat(unknown.err()).contains("nothing was revoked from nobody");
  }

  private Ended held() {
    desk.model.then(credit());
    var held = desk.run();
    assertThat(held.status()).as("%s", held.json().json()).isEqualTo("WAITING_APPROVAL");
    return held;
  }
}
