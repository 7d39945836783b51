package dev.interlock.cli.endtoend;

import static dev.interlock.cli.endtoend.Says.look;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.effect.Tool;
import dev.interlock.testkit.model.Behaviour;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the agent cannot go on: a function decides, then a person. */
class FallbackTest {
  private static final String OUTPUT =
      """
      output:
        schema: { type: object, properties: { verdict: { enum: [credit, wait] } }, required: [verdict], additionalProperties: false }
        confidence-min: 0.7
      """;

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
  void a_function_decides_when_every_model_has_failed() {
    withFunction("");
    desk.model.then(look(), Says.refusal(401, "invalid_api_key"));

    var ended = desk.run();

    assertThat(ended.status()).isEqualTo("COMPLETED");
    assertThat(ended.exit()).isZero();
    assertThat(ended.text("output.verdict")).isEqualTo("credit");
    assertThat(ended.text("answeredBy.kind")).isEqualTo("function");
    assertThat(ended.text("answeredBy.tool")).isEqualTo("decide_by_rules");
    assertThat(ended.text("evidence[0].claim"))
        .isEqualTo("decided by the function decide_by_rules");
    assertThat(ended.leaves()).containsExactly("TOL-4");
    assertThat(desk.say("show", ended.text("run")).out())
        .contains("The agent cannot go on: the model gave no usable reply: unauthenticated")
        .contains(
            "The function decide_by_rules is to decide in place of the model, given {\"goal\"")
        .contains("given by the function decide_by_rules, not by the model")
        .contains("Answer of the function decide_by_rules, not of the model");
    assertThat(desk.say("verify", ended.text("run")).exit()).isZero();
  }

  @Test
  void a_function_decides_when_the_model_is_not_sure() {
    withFunction("");
    desk.model.then(
        look(), Behaviour.reply("{\"output\": {\"verdict\": \"wait\"}, \"confidence\": 0.2}"));

    var ended = desk.run();

    assertThat(ended.text("output.verdict")).isEqualTo("credit");
    assertThat(ended.leaves()).containsExactly("REA-1");
  }

  @Test
  void a_person_settles_what_neither_model_nor_function_could() {
    withFunction(
        "args: { goal: goal, reason: 'reason', results: '{\"lookup\": {\"id\": \"a-1\","
            + " \"balance\": 0}}' }");
    desk.add("escalate-to: teller-lead");
    desk.model.then(Says.refusal(401, "invalid_api_key"));

    var waits = desk.run();

    assertThat(waits.status()).isEqualTo("ESCALATED");
    assertThat(waits.exit()).isEqualTo(11);
    assertThat(waits.text("reason"))
        .contains("unauthenticated", "the fallback function decide_by_rules gave no answer")
        .contains("/verdict");

    var run = waits.text("run");
    assertThat(desk.say("approvals").out()).contains("manual review by teller-lead: ", "--dossier");
    assertThat(desk.say("approvals", "--json").out()).contains("\"reviews\":[{", run);
    assertThat(desk.say("show", run, "--dossier").out())
        .contains("Goal", Desk.GOAL, "asked by ann", "Found", "decide_by_rules", "Failures")
        .contains("interlock resolve " + run + " --result '{}' --reason why --as teller-lead");
    assertThat(desk.say("show", run, "--dossier", "--json").json().get("escalatedTo"))
        .contains(Value.of("teller-lead"));
    refused("does not have the reviewing role teller-lead", run, "{\"verdict\":\"wait\"}", "ann");
    refused("/verdict must be ", run, "{\"verdict\":\"maybe\"}", "teller-lead");

    var settled =
        desk.ended(
            "resolve",
            run,
            "--result",
            "{\"verdict\":\"wait\"}",
            "--reason",
            "asked the branch",
            "--as",
            "teller-lead");
    assertThat(settled.exit()).isZero();
    assertThat(settled.status()).isEqualTo("COMPLETED");
    assertThat(settled.text("output.verdict")).isEqualTo("wait");
    assertThat(settled.text("answeredBy.kind")).isEqualTo("person");
    assertThat(settled.text("evidence[0].claim"))
        .isEqualTo("decided in manual review by teller-lead: asked the branch");
    refused("does not wait for manual review; it is COMPLETED", run, "{}", "teller-lead");
    assertThat(desk.say("show", run).out())
        .contains("teller-lead (teller-lead) settled the run in manual review with");
    assertThat(desk.say("runs", "--status", "COMPLETED").out()).contains(run);
    assertThat(desk.say("verify", run).exit()).isZero();
  }

  private void refused(String why, String run, String result, String as) {
    var said = desk.say("resolve", run, "--result", result, "--as", as);
    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.err()).contains(why).hasLineCount(1);
  }

  private void withFunction(String arguments) {
    desk.add(
        """
          - java:
              class: dev.interlock.cli.endtoend.FallbackTest$House
              allow: { decide_by_rules: { internal: true, effect: read, timeout: 5s } }
        """);
    desk.add(OUTPUT);
    desk.add(
        arguments.isEmpty()
            ? "fallback-function: { tool: decide_by_rules }"
            : "fallback-function: { tool: decide_by_rules, " + arguments + " }");
  }

  /** The rules of the house, as code. */
  public static final class House {
    public record Case(String goal, String reason, Map<String, Account> results) {}

    public record Account(String id, BigDecimal balance) {}

    public record Decision(String verdict) {}

    @Tool(name = "decide_by_rules", description = "Decides by the rules of the house.")
    public Decision decide(Case one) {
      var account = one.results().get("lookup");
      var isKnown = account != null && account.balance().signum() > 0;
      return new Decision(isKnown ? "credit" : "ask somebody");
    }
  }
}
