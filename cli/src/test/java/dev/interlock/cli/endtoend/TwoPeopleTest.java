package dev.interlock.cli.endtoend;

import static dev.interlock.cli.endtoend.Says.credit;
import static dev.interlock.cli.endtoend.Says.done;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A call that takes two people happens once, after the second yes. */
class TwoPeopleTest {

  @TempDir Path folder;

  private Desk desk;

  @BeforeEach
  void a_desk() {
    desk = new Desk(folder);
  }

  @AfterEach
  void the_desk_is_closed() {
    desk.close();
  }

  @Test
  void one_yes_is_shown_and_is_not_enough() {
    desk.change("autonomy: bounded", "autonomy: assist");
    desk.add("approvals: { quorum: 2 }");
    var held = held();

    var still = yes(held, "lead");
    assertThat(still.exit()).isEqualTo(10);
    assertThat(still.status()).isEqualTo("WAITING_APPROVAL");
    assertThat(still.text("waiting[0].quorum")).isEqualTo("2");
    assertThat(still.text("waiting[0].yes[0]")).isEqualTo("lead");
    assertThat(desk.say("approvals").out()).contains("1 of 2 people have said yes: lead");
    var again = desk.say("approve", held.text("waiting[0].id"), "--as", "lead:boss");
    assertThat(again.exit()).isEqualTo(2);
    assertThat(again.err()).contains("lead has said yes already; it takes 2 people");
    assertThat(desk.logged()).isEmpty();

    desk.model.then(done());
    assertThat(yes(held, "tom").status()).isEqualTo("COMPLETED");
    assertThat(desk.logged()).hasSize(1);
    assertThat(desk.say("verify", held.text("run")).exit()).isZero();
  }

  @Test
  void a_rule_asks_two_people_about_large_amounts_alone() {
    desk.add(
        """
        policy:
          - { when: 'tool == "credit" && args.amount > 4', then: hold, quorum: 2, reason: large }
        """);
    var held = held();
    assertThat(yes(held, "lead").status()).isEqualTo("WAITING_APPROVAL");

    desk.model.then(done());
    var ended =
        ended(held, "approve", "--edit", "{\"account\":\"a-1\",\"amount\":3}", "--as", "tom");
    assertThat(ended.status()).as("nothing is asked about a small one").isEqualTo("COMPLETED");
    assertThat(ended.logged())
        .extracting(Deed::inWords)
        .containsExactly("credit {\"account\":\"a-1\",\"amount\":3}");
  }

  @Test
  void not_now_is_neither_yes_nor_no() {
    desk.change("autonomy: bounded", "autonomy: assist");
    desk.add("approvals: { expire: 5m }");
    var held = held();

    var later = ended(held, "postpone", "--as", "lead");

    assertThat(later.status()).isEqualTo("WAITING_APPROVAL");
    assertThat(Instant.parse(later.text("waiting[0].expiresAt")))
        .isAfter(Instant.parse(held.text("waiting[0].expiresAt")));
    assertThat(later.logged()).isEmpty();
    desk.model.then(done());
    assertThat(yes(held, "lead").status()).isEqualTo("COMPLETED");
  }

  @Test
  void a_quorum_where_nobody_is_asked_is_refused_on_one_line() {
    desk.add("policy: [{ when: 'true', then: deny, quorum: 2, reason: never }]");

    var refused = desk.refused();

    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains("policy[0].quorum", "nobody is asked");
  }

  private Ended held() {
    desk.model.then(credit());
    var held = desk.run();
    assertThat(held.status()).as("%s", held.json().json()).isEqualTo("WAITING_APPROVAL");
    return held;
  }

  private Ended yes(Ended held, String by) {
    return ended(held, "approve", "--as", by);
  }

  private Ended ended(Ended held, String verb, String... options) {
    var command = new String[options.length + 2];
    command[0] = verb;
    command[1] = held.text("waiting[0].id");
    System.arraycopy(options, 0, command, 2, options.length);
    return desk.ended(command);
  }
}
