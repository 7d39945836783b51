package dev.interlock.runtime.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.runtime.UserError;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every line that refuses a key outside {@code tools}. Line 3 is the first after the head. */
class RefusalTest {

  @TempDir Path folder;

  static Stream<Case> refused() {
    return Stream.of(
        Case.of(
            "an unknown key is refused with what was meant",
            "budgets: { steps: 3 }",
            "agent.yaml:3: unknown key budgets (did you mean budget?)"),
        Case.of(
            "an unknown key far from any is refused with what is known",
            "budget: { joules: 3 }",
            "agent.yaml:3: unknown key budget.joules (known: steps, model-calls, tool-calls,"
                + " repairs, tokens, cost, time, deadline)"),
        Case.of(
            "a key without a value is refused",
            "budget:",
            "agent.yaml:3: budget is empty (give it a value or remove the key)"),
        Case.of(
            "a section must be a mapping",
            "budget: 3",
            "agent.yaml:3: budget must be a mapping, is 3"),
        Case.of(
            "a duration needs a unit",
            "budget: { time: 5 }",
            "agent.yaml:3: budget.time must be a duration of at most 366d, as in 500ms, 5s, 2m, 24h"
                + " or 7d, is 5"),
        Case.of(
            "a duration is never endless",
            "budget: { deadline: 9999d }",
            "agent.yaml:3: budget.deadline must be a duration of at most 366d, as in 500ms, 5s, 2m,"
                + " 24h or 7d, is '9999d'"),
        Case.of(
            "money needs a currency",
            "budget: { cost: 0.25 }",
            "agent.yaml:3: budget.cost must be an amount, as in 0.25 USD, is 0.25"),
        Case.of(
            "a count is whole",
            "budget: { steps: 1.9 }",
            "agent.yaml:3: budget.steps must be a whole number from 1 to 100000, is 1.9"),
        Case.of(
            "a count in quotes is no count",
            "budget: { steps: '20' }",
            "agent.yaml:3: budget.steps must be a whole number from 1 to 100000, is '20'"),
        Case.of(
            "an unknown autonomy is refused",
            "autonomy: free",
            "agent.yaml:3: autonomy must be one of observe, assist, guarded, bounded, is 'free'"),
        Case.of(
            "a plan is not supported yet",
            "plan: commit-first",
            "agent.yaml:3: plan: commit-first is not supported yet"),
        Case.of(
            "memory is not supported yet",
            "memory: {}",
            "agent.yaml:3: memory is not supported yet"),
        Case.of(
            "a phase has a name of its own, tools that the model can call, and an end",
            "phases: [ { name: look, tools: [] }, { name: look, tools: [fly], steps: 0 } ]",
            "agent.yaml:3: phases[0] has neither until nor steps: it would never end (add until:"
                + " 'called(\"...\") > 0' or steps: 6)",
            "agent.yaml:3: phases[1].name: two phases are called look",
            "agent.yaml:3: phases[1].tools: no tool fly is listed",
            "agent.yaml:3: phases[1].steps must be a whole number from 1 to 1000000, is 0"),
        Case.of(
            "a fallback function is a tool that is listed",
            "fallback-function: { tool: rules, args: { x: '' } }",
            "agent.yaml:3: fallback-function.tool: no tool rules is listed",
            "agent.yaml:3: fallback-function.args.x must be text, is ''"),
        Case.of(
            "a fallback function is the runtime's own",
            "tools: [ { mcp: { name: a, command: [a] }, allow: { get: { effect: read } } } ]\n"
                + "fallback-function: { tool: get }",
            "agent.yaml:4: fallback-function.tool: get can be called by the model: a fallback"
                + " function is the runtime's own; add internal: true"),
        Case.of(
            "a prompt that looks like a file must be one",
            "prompt: prompts/none.md",
            "agent.yaml:3: prompt: there is no file prompts/none.md"),
        Case.of(
            "a role holds a list of permissions",
            "principal: { roles: { clerk: 'orders:read' } }",
            "agent.yaml:3: principal.roles.clerk must be a list of texts, is 'orders:read'"),
        Case.of(
            "a rule of policy needs all three of its keys",
            "policy:\n  - { when: 'true' }",
            "agent.yaml:4: policy[0].then is missing (allow, hold or deny)",
            "agent.yaml:4: policy[0].reason is missing (for people and for the model)"),
        Case.of(
            "a rule of policy allows, holds or denies",
            "policy:\n  - { when: 'true', then: permit, reason: x }",
            "agent.yaml:4: policy[0].then must be one of allow, hold, deny, is 'permit'"),
        Case.of(
            "a schema file must be there",
            "output: { schema: schemas/none.json }",
            "agent.yaml:3: output.schema: there is no file schemas/none.json"),
        Case.of(
            "a schema file must be a JSON object",
            "output: { schema: bad.json }",
            "agent.yaml:3: output.schema: bad.json is no JSON object"),
        Case.of(
            "a schema is a mapping or a path",
            "output: { schema: 5 }",
            "agent.yaml:3: output.schema must be a mapping or the path of a JSON file, is 5"),
        Case.of(
            "confidence lies between 0 and 1",
            "output: { confidence-min: 70 }",
            "agent.yaml:3: output.confidence-min must be a number from 0 to 1, is 70"),
        Case.of(
            "all errors are found, in the order of the file",
            "stall-turns-max: 0\nautonomy: free\nversion: 0",
            "agent.yaml:3: stall-turns-max must be a whole number from 1 to 1000, is 0",
            "agent.yaml:4: autonomy must be one of observe, assist, guarded, bounded, is 'free'",
            "agent.yaml:5: version must be a whole number from 1 to 1000000000, is 0"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void with_its_line(Case row) {
    var here = new Folder(folder);
    var _ = here.file("bad.json", "[1]");

    assertThat(here.errors(Folder.HEAD + row.yaml() + "\n")).isEqualTo(row.lines());
  }

  static Stream<Case> models() {
    var key = ", api-key: \"${env:KEY}\" }";
    return Stream.of(
        Case.of(
            "a file without agent and model says both",
            "version: 1",
            "agent.yaml:1: agent is missing (as in agent: refund-desk)",
            "agent.yaml:1: model is missing (add model: { use: openai/gpt-5-mini, api-key:"
                + " \"${env:OPENAI_API_KEY}\" })"),
        Case.of(
            "a model is named with its provider",
            "agent: a\nmodel: { use: gpt-5" + key,
            "agent.yaml:2: model.use must be provider/model, as in openai/gpt-5-mini, is 'gpt-5'"),
        Case.of(
            "a provider's own address needs a key, and the message names its variable",
            "agent: a\nmodel: { use: anthropic/claude-haiku-4-5 }\n",
            "agent.yaml:2: model.api-key is missing (write \"${env:ANTHROPIC_API_KEY}\" and set the"
                + " variable)"),
        Case.of(
            "a provider that nobody knows is unknown",
            "agent: a\nmodel: { use: acme/one" + key,
            "agent.yaml:2: model.use: unknown provider acme (supported: openai, anthropic, google,"
                + " ollama, scripted)"),
        Case.of(
            "a model without a known price is refused",
            "agent: a\nmodel: { use: openai/gpt-9" + key,
            "agent.yaml:2: no price is known for openai/gpt-9 (add price: { input: …, output: … }"
                + " in USD per million tokens, or price: unmetered)"),
        Case.of(
            "a price has two sides",
            "agent: a\nmodel: { use: openai/gpt-9, price: { input: 1 }" + key,
            "agent.yaml:2: model.price.output is missing (in USD per million tokens)"),
        Case.of(
            "a price of nothing is said in words",
            "agent: a\nmodel: { use: openai/gpt-9, price: { input: 0, output: 0 }" + key,
            "agent.yaml:2: model.price is nothing (write price: unmetered)"),
        Case.of(
            "a price is no single number",
            "agent: a\nmodel: { use: openai/gpt-9, price: 3" + key,
            "agent.yaml:2: model.price must be unmetered or { input: …, output: … }, is 3 (in USD"
                + " per million tokens)"),
        Case.of(
            "a literal key is refused and not shown",
            "agent: a\nmodel: { use: openai/gpt-5, api-key: sk-live-0123456789abcdef }",
            "agent.yaml:2: model.api-key must be a reference, never the key itself (write"
                + " \"${env:OPENAI_API_KEY}\" and set the variable)"),
        Case.of(
            "a reference with something around it is no reference",
            "agent: a\nmodel: { use: openai/gpt-5, api-key: \"x${env:KEY}\" }",
            "agent.yaml:2: model.api-key must be a reference, never the key itself (write"
                + " \"${env:OPENAI_API_KEY}\" and set the variable)"),
        Case.of(
            "a provider's own address needs a key",
            "agent: a\nmodel: { use: openai/gpt-5 }",
            "agent.yaml:2: model.api-key is missing (write \"${env:OPENAI_API_KEY}\" and set the"
                + " variable)"),
        Case.of(
            "an address is one of http",
            "agent: a\nmodel: { use: openai/gpt-5, base-url: \"file:///etc\"" + key,
            "agent.yaml:2: model.base-url must be an http or https address without user and"
                + " password (as in http://localhost:11434/v1 or ${env:OPENAI_BASE_URL})"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  void with_the_line_of_the_model(Case row) {
    assertThat(new Folder(folder).errors(row.yaml() + "\n")).isEqualTo(row.lines());
  }

  @Test
  void loading_throws_the_first_error_of_the_file() {
    var file = new Folder(folder).agent(Folder.HEAD + "version: 0\nbudgets: {}\n");

    assertThatThrownBy(() -> AgentFile.load(file))
        .isInstanceOf(UserError.class)
        .hasMessage(file + ":3: version must be a whole number from 1 to 1000000000, is 0");
  }

  @Test
  void a_file_that_is_not_there_is_one_line() {
    assertThatThrownBy(() -> AgentFile.load(folder.resolve("none.yaml")))
        .isInstanceOf(UserError.class)
        .hasMessage("there is no file " + folder.resolve("none.yaml"));
  }
}
