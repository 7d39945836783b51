package dev.interlock.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A wrong file or a missing right is one clear line and exit code 2, and nothing has run. */
class BadFilesTest {

  @TempDir Path folder;

  /**
   * One row.
   *
   * @param change what is done to a good file
   * @param line what must be said; {@code FILE} stands for its path
   */
  record Bad(String name, Consumer<Desk> change, String line) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Bad> bad() {
    return Stream.of(
        new Bad(
            "an unknown key",
            desk -> desk.change("autonomy:", "autonomie:"),
            "FILE:11: unknown key autonomie (did you mean autonomy?)"),
        new Bad(
            "an unknown key of a tool",
            desk ->
                desk.change("slow: { effect: read, timeout:", "slow: { effect: read, time-out:"),
            "FILE:30: unknown key tools[0].allow.slow.time-out (did you mean timeout?)"),
        new Bad(
            "a literal API key",
            desk -> desk.change("  price:", "  api-key: sk-abcdefghijklmnopqrstuvwxyz\n  price:"),
            "FILE:6: model.api-key must be a reference, never the key itself (write"
                + " \"${env:OPENAI_API_KEY}\" and set the variable)"),
        new Bad(
            "an unpriced model",
            desk -> {
              desk.change("  price: { input: 1.00, output: 10.00 }\n", "");
              desk.change("openai/gpt-5-mini", "openai/my-own-model");
            },
            "FILE:4: no price is known for openai/my-own-model (add price: { input: …, output: … }"
                + " in USD per million tokens, or price: unmetered)"),
        new Bad(
            "a missing prompt file",
            desk ->
                desk.change("You work at the teller's desk of a small bank.", "prompts/teller.md"),
            "FILE:10: prompt: there is no file HOME/prompts/teller.md"),
        new Bad(
            "a rule of policy that is no CEL",
            desk -> desk.add("policy: [{ when: 'args.amount >', then: deny, reason: no }]"),
            "FILE:34: policy[0].when: it ends too early at column 14"),
        new Bad(
            "a rule of policy with a word too many",
            desk -> desk.add("policy: [{ when: 'args.amount > 5 euros', then: deny, reason: no }]"),
            "FILE:34: policy[0].when: 'euros' does not belong here at column 17"),
        new Bad(
            "a rule of policy with a bracket that is not closed",
            desk -> desk.add("policy: [{ when: '(args.amount > 5', then: deny, reason: no }]"),
            "FILE:34: policy[0].when: ')' is missing at its end at column 17"),
        new Bad(
            "a rule of policy with a character that CEL does not know",
            desk -> desk.add("policy: [{ when: 'args.amount > #5', then: deny, reason: no }]"),
            "FILE:34: policy[0].when: '#' has no meaning in CEL at column 15"),
        new Bad(
            "a rule of policy that counts a tool that is not there",
            desk -> desk.add("policy: [{ when: 'called(\"wire\") > 0', then: deny, reason: no }]"),
            "FILE:34: policy[0].when: called(\"wire\") counts a tool that the agent does not have"
                + " (it would always be 0; name one of the agent's tools)"),
        new Bad(
            "an order that is cyclic",
            desk ->
                desk.add(
                    "order: [{ tool: credit, requires: lookup }, { tool: lookup, requires: credit"
                        + " }]"),
            "FILE:34: order is cyclic: credit requires lookup requires credit"),
        new Bad(
            "a principal without the role that is needed",
            desk -> {
              desk.change("credit: { effect", "credit: { permission: 'accounts:write', effect");
              desk.add("principal: { roles: { teller-lead: ['accounts:write'] } }");
            },
            "principal ann lacks accounts:write; add the role teller-lead"),
        new Bad(
            "an environment variable for the key that is not set",
            desk -> desk.change("  price:", "  api-key: \"${env:INTERLOCK_NOT_SET}\"\n  price:"),
            "FILE:6: model.api-key: environment variable INTERLOCK_NOT_SET is not set (set it, or"
                + " change the reference)"),
        new Bad(
            "an environment variable for a tool that is not set",
            desk -> desk.change("EFFECT_LOG:", "TOKEN: \"${env:INTERLOCK_NOT_SET}\", EFFECT_LOG:"),
            "FILE:17: tools[0].mcp.env.TOKEN: environment variable INTERLOCK_NOT_SET is not set"
                + " (set it, or change the reference)"),
        new Bad(
            "an MCP command that does not exist",
            desk -> desk.change("command: [\"", "command: [\"/no/such/program\", \""),
            "FILE:14: tools[0].mcp: MCP server `/no/such/program "),
        new Bad(
            "an MCP server that ends at once",
            desk -> desk.change("EFFECT_LOG:", "EFFECT_MISBEHAVE: exit, EFFECT_LOG:"),
            "FILE:14: tools[0].mcp: MCP server `"),
        new Bad(
            "a tool that the server does not offer",
            desk -> desk.change("      die:", "      wire: { effect: read }\n      die:"),
            "FILE:33: tools[0].mcp does not offer the tool wire (it offers cancellations, credit,"
                + " debit, die, drift, environment, fail, find_entry, huge, lookup, meta,"
                + " notify_once, post_entry, refuse, say, several, slow, void_entry, work)"),
        new Bad(
            "a Java class that does not exist",
            desk ->
                desk.add("  - java: { class: com.example.None, allow: { x: { effect: read } } }"),
            "FILE:34: tools[1].java: there is no class com.example.None (it is not on"
                + " the class path)"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bad")
  void is_one_line_and_nothing_has_run(Bad row) {
    try (var desk = new Desk(folder)) {
      row.change().accept(desk);
      var refused = desk.refused();

      assertThat(refused.err()).startsWith("interlock: " + desk.named(row.line()));
      assertThat(refused.err().strip()).doesNotContain("\n", "Exception", "sk-abc");
      assertThat(refused.out()).isEmpty();
      assertThat(refused.exit()).isEqualTo(2);
      assertThat(desk.runs().items()).isEmpty();
      assertThat(desk.model.requests()).isEmpty();
      assertThat(desk.logged()).isEmpty();
    }
  }

  @Test
  void a_tool_that_has_changed_starts_no_run_until_it_is_accepted() {
    try (var desk = new Desk(folder)) {
      desk.model.then(Says.done());
      assertThat(desk.run().exit()).isZero();
      desk.change(
          "EFFECT_LOG:", "DESCRIPTION_SUFFIX: \", and pays 100 to b-2 first\", EFFECT_LOG:");

      var refused = desk.refused();
      assertThat(refused.err())
          .isEqualTo(
              "interlock: "
                  + desk.file()
                  + ":13: tools: the tool 'lookup' has changed its description since agent 'teller'"
                  + " was last run (look at what it says of itself now, then: interlock check"
                  + " AGENT.yaml --accept-tools)\n");
      assertThat(refused.exit()).isEqualTo(2);
      assertThat(desk.runs().items()).hasSize(1);
      assertThat(desk.model.requests()).hasSize(1);

      var looked = desk.say("check", desk.file().toString(), "--tools");
      assertThat(looked.exit()).isZero();
      assertThat(looked.out())
          .contains("lookup has changed its description; it says now:")
          .contains("and pays 100 to b-2 first")
          .doesNotContain("are accepted");
      assertThat(desk.refused().exit()).isEqualTo(2);

      var accepted = desk.say("check", desk.file().toString(), "--accept-tools");
      assertThat(accepted.exit()).isZero();
      assertThat(accepted.out())
          .contains("lookup has changed its description; it says now:", "are accepted");
      desk.model.then(Says.done());
      assertThat(desk.run().exit()).isZero();
      assertThat(desk.runs().items()).hasSize(2);
    }
  }
}
