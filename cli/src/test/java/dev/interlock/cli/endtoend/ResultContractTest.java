package dev.interlock.cli.endtoend;

import static dev.interlock.cli.endtoend.Says.done;
import static dev.interlock.cli.endtoend.Says.look;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.testkit.model.Behaviour;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a tool gives is held against what the agent file asks of it. */
class ResultContractTest {
  private static final String LOOKUP = "lookup: { effect: read, timeout: 10s }";

  @TempDir Path folder;

  private Desk desk;

  @BeforeEach
  void a_desk_opens() {
    desk = new Desk(folder);
  }

  @AfterEach
  void the_desk_closes() {
    desk.close();
  }

  @Test
  void a_result_of_another_shape_trips_the_tool_for_everyone_until_a_person_accepts_it() {
    asks("result: { type: object, required: [holder] }");
    desk.model.then(look(), done());
    var first = desk.run();
    assertThat(first.exit()).isZero();
    assertThat(first.leaves()).containsExactly("TOL-3");
    assertThat(desk.model.requests().get(1).body())
        .contains("INVALID: ", "holder", "Do not rely on this result");
    assertThat(desk.say("show", first.text("run")).out())
        .contains("not to be relied on, INVALID: ", "[TOL-3]");
    assertThat(desk.say("runs", "--failure", "TOL-3").out()).contains("teller");

    desk.change("agent: teller", "agent: other-teller");
    asksNoMore("result: { type: object, required: [holder] }");
    desk.model.then(look());
    var second = desk.run();
    assertThat(second.status()).isEqualTo("PAUSED");
    assertThat(second.text("waiting[0].scope")).isEqualTo("tool lookup");
    assertThat(second.text("waiting[0].by")).isEqualTo("interlock");
    assertThat(second.text("waiting[0].reason"))
        .contains("of agent teller does not fit its schema: ", "--accept-tools");

    var accepted = desk.say("check", desk.file().toString(), "--accept-tools");
    assertThat(accepted.exit()).as(accepted.err()).isZero();
    assertThat(accepted.out()).contains("lookup may be called again; it was stopped: its result");
    desk.model.then(done());
    assertThat(desk.say("resume", second.text("run")).exit()).isZero();
    assertThat(desk.ended(desk.say("show", second.text("run"), "--json")).status())
        .isEqualTo("COMPLETED");
    assertThat(desk.say("verify").exit()).isZero();
  }

  @Test
  void a_switch_that_a_person_threw_is_not_released_by_accepting() {
    desk.model.then(done());
    assertThat(desk.run().exit()).isZero();
    assertThat(desk.say("stop", "--tool", "lookup", "--reason", "fraud").exit()).isZero();

    assertThat(desk.say("check", desk.file().toString(), "--accept-tools").out())
        .doesNotContain("may be called again");

    assertThat(desk.say("runs").out()).contains("fraud");
  }

  @Test
  void an_order_rule_takes_only_a_complete_result() {
    asks("complete-when: [ { that: 'result.balance > 100', reason: the fee is missing } ]");
    desk.add("order: [ { tool: credit, requires: lookup } ]");
    desk.model.then(look(), Says.credit(), done());

    var ended = desk.run();

    assertThat(ended.leaves()).containsExactly("TOL-8", "PLN-1");
    assertThat(ended.logged()).isEmpty();
    assertThat(desk.model.requests().get(1).body())
        .contains("PARTIAL: the fee is missing (result.balance > 100) does not hold");
    assertThat(desk.model.requests().get(2).body()).contains("only a complete result counts");
    assertThat(desk.say("verify").exit()).isZero();
  }

  @Test
  void a_figure_of_a_flawed_result_proves_nothing() {
    asks("checks: 'result.balance == 250'");
    desk.add("output: { evidence: {} }");
    desk.model.then(
        look(),
        Behaviour.reply(answer("100.00", "5")),
        Behaviour.reply("{\"output\": \"I cannot tell.\", \"evidence\": []}"));

    var ended = desk.run();

    assertThat(ended.text("output")).isEqualTo("I cannot tell.");
    assertThat(ended.leaves()).containsExactly("TOL-8", "REA-5");
    assertThat(desk.model.requests().get(2).body())
        .contains("proves nothing, it is INVALID: result.balance == 250 does not hold");
    assertThat(desk.say("verify").exit()).isZero();
  }

  @Test
  void an_effect_whose_result_is_flawed_is_done_once() {
    desk.change(
        "risk: write, timeout: 10s, attempts: 3 }",
        "risk: write, timeout: 10s, attempts: 3, fresh-within: 5m, as-of: $.as_of }");
    desk.model.then(Says.credit(), done());

    var ended = desk.run();

    assertThat(ended.exit()).isZero();
    assertThat(ended.logged()).hasSize(1);
    assertThat(ended.leaves()).containsExactly("TOL-6");
    assertThat(desk.model.requests().get(1).body())
        .contains("UNKNOWN: nobody knows how old it is", "The call itself is done");
  }

  private void asks(String contract) {
    desk.change(LOOKUP, LOOKUP.replace(" }", ", " + contract + " }"));
  }

  private void asksNoMore(String contract) {
    desk.change(", " + contract + " }", " }");
  }

  private static String answer(String figure, String entry) {
    return "{\"output\": \"It is "
        + figure
        + ".\", \"evidence\": [{\"claim\": \"the balance\", \"figures\": [{\"value\": "
        + figure
        + ", \"entry\": "
        + entry
        + ", \"path\": \"$.balance\"}]}]}";
  }
}
