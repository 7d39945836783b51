package dev.interlock.runtime.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.runtime.agent.Finding.Severity;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is valid and still deserves a second look. Line 3 is the first after the head. */
class CheckTest {

  @TempDir Path folder;

  static Stream<Case> warnings() {
    var tools = "tools:\n  - mcp: { name: a, command: [a] }\n    allow:\n      ";
    var pay = "pay: { effect: once, permission: p, irreversible: true }\n";
    var clerk = "principal: { roles: { clerk: [p] } }\n";
    return Stream.of(
        Case.of(
            "an effect without permission",
            tools + "pay: { effect: once, irreversible: true }\n",
            "agent.yaml:6: pay has an effect and needs no permission (add permission)"),
        Case.of(
            "money that nobody says how to undo",
            clerk + tools + "pay: { effect: once, permission: p }\n",
            "agent.yaml:7: pay has risk money, and nothing says how it is undone (add compensate:"
                + " <tool>, or irreversible: true)"),
        Case.of(
            "a rule that can never fire",
            clerk
                + tools
                + pay
                + "policy:\n"
                + "  - { when: 'args.amount > 5 && tool == \"payy\"', then: deny, reason: r }\n"
                + "  - { when: 'tool == \"pay\" && called(\"pay\") > 3', then: deny, reason: r }\n",
            "agent.yaml:9: policy[0] can never fire: it is false of every tool (remove it)"),
        Case.of(
            "a rule over facts that names no tool",
            clerk
                + tools
                + "look: { effect: read, internal: true }\n"
                + "      pay: { effect: once, permission: p, irreversible: true, facts: { order: {"
                + " tool: look } } }\n"
                + "policy:\n"
                + "  - { when: 'facts.order.open', then: deny, reason: r }\n",
            "agent.yaml:10: policy[0] names facts and no tool: it denies every call for which they"
                + " are not read (as in 'tool == \"issue_refund\" && facts.order.open == false')"),
        Case.of(
            "a policy on what cannot be undone",
            "rollback: leave\n",
            "agent.yaml:3: rollback says what becomes of effects, and no tool has a compensation"),
        Case.of(
            "an effect with risk none",
            tools + "pay: { effect: once, permission: p, risk: none }\n" + clerk,
            "agent.yaml:6: pay has an effect and risk none (state the risk)"),
        Case.of(
            "a permission that no role holds",
            tools + pay,
            "agent.yaml: no role holds p: nobody can run this agent"),
        Case.of(
            "a role that grants more than is needed",
            tools + pay + "principal: { roles: { clerk: [p, q] } }\n",
            "agent.yaml:7: principal.roles.clerk grants q, which no tool needs"),
        Case.of(
            "money that nothing bounds",
            "autonomy: bounded\n" + clerk + tools + pay,
            "agent.yaml:8: nothing bounds pay: autonomy is bounded, its risk is money, and no rule"
                + " holds or denies it (add a policy rule with then: hold or then: deny)"),
        Case.of(
            "an allow rule that names no bound",
            clerk
                + tools
                + pay
                + "policy:\n  - { when: 'tool == \"pay\"', then: allow, reason: r }\n",
            "agent.yaml:9: policy[0] frees no call from asking: it names no tool or no bound on its"
                + " arguments (as in 'tool == \"issue_refund\" && args.amount <= 100')"),
        Case.of(
            "an internal tool that nothing uses",
            clerk
                + tools
                + "pay: { effect: once, permission: p, internal: true, irreversible: true }\n",
            "agent.yaml:7: pay is internal and nothing uses it (remove it)"),
        Case.of(
            "an age that is that of the answer, not of the data",
            """
            tools:
              - http:
                  openapi: shop.yaml
                  allow:
                    get: { effect: read, fresh-within: 10m, as-of: 'header:Date' }
            """,
            "agent.yaml:7: get: Date says when the service answered, not how old its data is (name"
                + " a header or a field that does, as in header:Last-Modified)"),
        Case.of(
            "a function without anybody to take over when it fails",
            """
            tools: [ { mcp: { name: a, command: [a] }, allow: { rules: { effect: read, internal: true } } } ]
            fallback-function: { tool: rules }
            """,
            "agent.yaml:4: nobody is named to take over when the function fails (add escalate-to:"
                + " <role>)"),
        Case.of(
            "low confidence without anybody to take over",
            "output: { confidence-min: 0.7 }\n",
            "agent.yaml:3: nobody is named to take over when confidence is low (add escalate-to:"
                + " <role>)"),
        Case.of(
            "evidence that nothing is required from",
            "output: { evidence: {} }\n",
            "agent.yaml:3: output.evidence has no required-from: an answer without figures needs"
                + " none (name the tools that must have answered)"),
        Case.of(
            "a budget that the first model call may break",
            "budget: { tokens: 30000, cost: 0.01 USD }\n",
            "agent.yaml:3: one model call may need 34048, more than budget.tokens 30000"
                + " (raise it, or lower brief-tokens-max)",
            "agent.yaml:3: one model call may need 0.012096 USD, more than budget.cost 0.01 USD"
                + " (raise it, or lower brief-tokens-max)"),
        Case.of(
            "a variable that is not set here",
            "tools:\n  - mcp: { name: a, command: [a], env: { DB: \"${env:DB}\" }, allow: {} }\n",
            "agent.yaml:4: tools[0].mcp.env.DB: environment variable DB is not set"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("warnings")
  void warns_of(Case row) {
    var here = new Folder(folder);
    var file = here.agent(Folder.HEAD + row.yaml());

    assertThat(here.lines(file, Severity.WARNING))
        .isEqualTo(row.lines().stream().map(line -> "warning " + line).toList());
    assertThat(Check.accepts(Check.of(file, List.of(), Folder.KEY_SET))).isTrue();
  }

  static Stream<Case> models() {
    return Stream.of(
        Case.of(
            "a model that is not metered",
            "openai/x, price: unmetered, api-key: \"${env:KEY}\"",
            "agent.yaml:2: the model is unmetered: budget.cost bounds nothing (state a price)"),
        Case.of(
            "a key that travels unencrypted",
            "openai/gpt-5, base-url: \"http://models.example\", api-key: \"${env:KEY}\"",
            "agent.yaml:2: prompts and key travel unencrypted to model.base-url (use https)"),
        Case.of(
            "nothing when the model is at home",
            "openai/gpt-5, base-url: \"http://localhost:8080/v1\", api-key: \"${env:KEY}\""));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  void warns_of_the_model(Case row) {
    var here = new Folder(folder);
    var file = here.agent("agent: desk\nmodel: { use: " + row.yaml() + " }\n");

    assertThat(here.lines(file, Severity.WARNING))
        .isEqualTo(row.lines().stream().map(line -> "warning " + line).toList());
  }

  @Test
  void every_default_in_force_is_printed_with_its_reason() {
    var here = new Folder(folder);

    assertThat(here.lines(here.fixture("smallest.yaml"), Severity.INFO))
        .containsExactly(
            "info smallest.yaml:2: openai/gpt-5-mini is priced by the built-in table (list prices,"
                + " check before you rely on them)",
            "info smallest.yaml:4: get_order has no timeout: 30s is used (no tool may be waited for"
                + " without end)",
            "info smallest.yaml:4: get_order has no timeout-total: 990s is used (attempts x"
                + " (timeout + 5m that a tool may be left alone))",
            "info smallest.yaml: default version: 1 (the owner keeps no count)",
            "info smallest.yaml: default autonomy: guarded (effects beyond risk write wait for a"
                + " person)",
            "info smallest.yaml: default budget.steps: 20 (longer runs are mostly loops)",
            "info smallest.yaml: default budget.model-calls: 30 (a call per step, and half as many"
                + " again for retries)",
            "info smallest.yaml: default budget.tool-calls: 40 (two calls per step)",
            "info smallest.yaml: default budget.tokens: 400000 (20 steps of 20,000 tokens)",
            "info smallest.yaml: default budget.cost: 1.00 USD (a mistake costs no more than this)",
            "info smallest.yaml: default budget.time: 10m (not counting what the run waits for"
                + " people)",
            "info smallest.yaml: default budget.deadline: 24h (a question asked today is answered"
                + " today)",
            "info smallest.yaml: default budget.repairs: 3 (a model that cannot mend an answer in"
                + " three tries will not)",
            "info smallest.yaml: default brief-tokens-max: 32000 (models attend less to what stands"
                + " in longer briefs)",
            "info smallest.yaml: default stall-turns-max: 5 (five turns without news are a stall)",
            "info smallest.yaml: default model.output-tokens-max: 2048 (answers are short; every"
                + " call reserves this)",
            "info smallest.yaml: default model.timeout: 60s (slow models answer within a minute)",
            "info smallest.yaml: default model.attempts: 4 (overload passes within three"
                + " back-offs)",
            "info smallest.yaml: default attempts: 3 for get_order (safe to repeat: a read, or the"
                + " same key again)",
            "info smallest.yaml: default backoff: 200ms for get_order (doubled for each attempt)",
            "info smallest.yaml: default result-bytes-max: 256KiB for get_order (more does not fit"
                + " into a brief)",
            "info smallest.yaml: default approvals.expire: 24h (a yes of yesterday is asked again)",
            "info smallest.yaml: default approvals.distinct-from-requester: false (a single user"
                + " must be able to approve)");
  }

  @ParameterizedTest
  @EnumSource
  void every_default_has_a_reason(Default value) {
    assertThat(value.reason()).isNotBlank();
    assertThat(value.text()).isNotBlank();
  }

  @Test
  void a_file_that_is_no_yaml_is_one_error() {
    var here = new Folder(folder);

    assertThat(here.lines(here.agent("a: {"), Severity.ERROR))
        .containsExactly(
            "error agent.yaml:1: not valid YAML: expected the node content, but found"
                + " '<stream end>'");
  }

  @Test
  void errors_do_not_hide_warnings() {
    var here = new Folder(folder);
    var file = here.agent(Folder.HEAD + "budgets: {}\noutput: { confidence-min: 0.7 }\n");

    assertThat(Check.of(file, List.of(), Folder.KEY_SET))
        .extracting(Finding::severity)
        .startsWith(Severity.ERROR, Severity.WARNING, Severity.INFO);
    assertThat(Check.accepts(Check.of(file, List.of(), Folder.KEY_SET))).isFalse();
  }
}
