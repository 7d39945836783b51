package dev.interlock.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.runtime.Agent;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a review says of the worst that an agent can do. */
class CheckTest {

  @TempDir Path folder;

  private Desk desk;

  @BeforeEach
  void open() {
    desk = new Desk(folder, "refund-desk.yaml");
    desk.change("model: { use:", "model: { api-key: \"${env:KEY}\", use:");
  }

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void a_guarded_agent_does_what_a_rule_frees_and_asks_for_the_rest() {
    desk.add(
        "budget: { cost: 0.25 USD, tokens: 60000, model-calls: 15, tool-calls: 20, time: 2m }");
    assertThat(check())
        .contains(
            "At worst a run of this agent can spend 0.25 USD and 60,000 tokens in 15 model calls,"
                + " make 20 tool calls, work for 2 min and last for 1 d.\n",
            "issue_refund (risk money): up to 1 time for each order_id, without a person where"
                + " 'tool == \"issue_refund\" && args.amount <= 100.0', else after a person's"
                + " yes.\n");
    var json = desk.say("check", desk.file().toString(), "--json").out();
    assertThat(json)
        .contains(
            "\"atWorst\":{",
            "\"usdMicros\":250000",
            "\"freedom\":\"freed-by-rule\"",
            "\"per\":\"order_id\"");
  }

  @Test
  void what_autonomy_and_rules_let_it_do_is_told_apart() {
    desk.change("autonomy: guarded", "autonomy: assist");
    assertThat(check()).contains("up to 1 time for each order_id, each only after a person's yes.");
    desk.change("autonomy: assist", "autonomy: observe");
    assertThat(check()).contains("(risk money): never; the agent only observes");
    desk.change("autonomy: observe", "autonomy: bounded");
    assertThat(check())
        .contains("up to 1 time for each order_id, without a person.")
        .contains("No rule of policy holds or denies issue_refund.");
    desk.change(
        "\norder:",
        "\n  - { when: 'args.amount > 500', then: hold, reason: big }\n"
            + "  - { when: 'tool == \"issue_refund\" && args.amount > 1000', then: deny, reason:"
            + " too big }\n"
            + "order:\n  - { tool: issue_refund, at-most: 3 }");
    assertThat(check())
        .contains(
            "issue_refund (risk money): up to 3 times, without a person unless 'args.amount > 500';"
                + " refused where 'tool == \"issue_refund\" && args.amount > 1000'.");
  }

  @Test
  void an_unmetered_model_bounds_no_money_and_a_wrong_file_has_no_worst_case() {
    desk.change("model: {", "model: { price: unmetered,");
    assertThat(check()).contains("can spend any amount of money (a model is unmetered)");
    desk.change("autonomy:", "autonomie:");
    var said = desk.say("check", desk.file().toString(), "--json");
    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.out()).contains("\"atWorst\":null", "\"ok\":false");
  }

  @Test
  void the_schema_for_editors_is_printed_as_it_is() {
    var said = Said.of("check", "--schema");
    assertThat(said.exit()).isZero();
    assertThat(said.out()).isEqualTo(Agent.schema());
    assertThat(said.json().get("title").orElseThrow().json()).contains("Interlock agent file");
    assertThat(Said.of("check").exit()).isEqualTo(2);
  }

  private String check() {
    return desk.say("check", desk.file().toString()).out();
  }
}
