package dev.interlock.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A changed policy is tried on what was proposed before. */
class PolicyTest {
  @TempDir Path folder;

  private Desk desk;

  @BeforeEach
  void open() {
    desk = new Desk(folder);
  }

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void the_decisions_that_would_flip_are_listed_and_nothing_changes() throws IOException {
    desk.model.then(Says.credit(), Says.done());
    var run = desk.run("autonomy=bounded");
    assertThat(run.status()).isEqualTo("COMPLETED");
    var head = desk.say("verify", "--json").out();
    var policy =
        policy(
            """
            policy:
              - { when: 'tool == "credit" && args.amount > 4', then: deny, reason: too much }
            """);

    var said = desk.say("policy", "simulate", "--policy", policy);

    assertThat(said.exit()).as(said.err()).isZero();
    assertThat(said.out())
        .startsWith("1 proposals judged once more, 1 would flip")
        .contains("ALLOWED", "DENIED", "policy[0]: too much", run.text("run"));
    var json = desk.say("policy", "simulate", "--policy", policy, "--json").out();
    assertThat(json)
        .contains("\"judged\":1", "\"word\":\"ALLOWED\"", "\"word\":\"DENIED\"", "\"skipped\":[]");
    assertThat(desk.say("verify", "--json").out()).isEqualTo(head);
  }

  @Test
  void what_was_held_for_a_person_may_be_allowed_by_another_policy() throws IOException {
    desk.model.then(Says.credit());
    assertThat(desk.run("autonomy=assist").status()).isEqualTo("WAITING_APPROVAL");
    var same = policy("policy: []\n");

    assertThat(desk.say("policy", "simulate", "--policy", same).out())
        .startsWith("1 proposals judged once more, 0 would flip");
  }

  @Test
  void only_the_last_proposals_of_the_agent_that_is_named_are_judged() throws IOException {
    desk.model.then(Says.credit(), Says.done(), Says.credit(), Says.done());
    var _ = desk.run("autonomy=bounded");
    var second = desk.run("autonomy=bounded");
    var none = policy("policy:\n  - { when: 'false', then: deny, reason: never }\n");

    assertThat(desk.say("policy", "simulate", "--policy", none, "--last", "1", "--json").out())
        .contains("\"judged\":1");
    assertThat(desk.say("policy", "simulate", "--policy", none, "--json").out())
        .contains("\"judged\":2");
    assertThat(
            desk.say("policy", "simulate", "--policy", none, "--agent", "nobody", "--json").out())
        .contains("\"judged\":0");
    assertThat(second.status()).isEqualTo("COMPLETED");
  }

  @Test
  void a_policy_over_facts_that_were_never_read_names_the_runs_it_cannot_judge()
      throws IOException {
    desk.model.then(Says.credit(), Says.done());
    var run = desk.run("autonomy=bounded");
    var policy =
        policy("policy:\n  - { when: 'facts.order.open', then: deny, reason: it is open }\n");

    assertThat(desk.say("policy", "simulate", "--policy", policy).out())
        .contains(
            "0 proposals judged",
            "Not judged: run "
                + run.text("run")
                + ": policy[0].when: facts.order is not read for it");
  }

  @Test
  void a_wrong_policy_is_refused_in_one_line() throws IOException {
    var policy = policy("policy:\n  - { when: 'args.amount >', then: deny, reason: r }\n");
    var said = desk.say("policy", "simulate", "--policy", policy);
    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.err()).startsWith("interlock: " + policy + ":2: ").hasLineCount(1);

    var none = desk.say("policy", "simulate", "--policy", policy("rules: []\n"));
    assertThat(none.exit()).isEqualTo(2);
    assertThat(none.err()).contains("has no policy");
    assertThat(desk.say("policy", "apply", "--policy", policy).exit()).isEqualTo(2);
  }

  private String policy(String text) throws IOException {
    return Files.writeString(folder.resolve("other-policy.yaml"), text).toString();
  }
}
