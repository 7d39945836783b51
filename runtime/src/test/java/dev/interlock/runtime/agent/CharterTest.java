package dev.interlock.runtime.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.kernel.charter.Autonomy;
import dev.interlock.kernel.charter.Charter;
import dev.interlock.kernel.charter.EffectClass;
import dev.interlock.kernel.charter.Risk;
import dev.interlock.kernel.charter.Rules.OrderRule;
import dev.interlock.kernel.charter.ToolContract;
import dev.interlock.kernel.charter.ToolContract.Descriptor;
import dev.interlock.kernel.charter.ToolContract.Exposure;
import dev.interlock.kernel.value.Digest;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.UserError;
import dev.interlock.runtime.json.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a good file leads to. */
class CharterTest {
  private static final String DESK =
      """
      agent: refund-desk
      version: 3
      purpose: Decide refunds.
      model:
        use: openai/gpt-5-mini
        base-url: ${env:BASE}
        api-key: ${env:KEY}
        price: { input: 0.25, output: 2.00 }
      prompt: prompts/refund-desk.md
      budget: { cost: 0.25 USD, time: 2m }
      tools:
        - mcp: { name: shop, command: [node, shop.js], env: { DB: "${env:DB}" } }
          allow:
            get_order: { effect: read, permission: "orders:read" }
            pay: { effect: keyed, key-argument: key, permission: "refunds:write" }
            post:
              effect: reconcile
              key-argument: key
              reconcile: { tool: find, key-argument: id, happened-when: result.found }
              risk: write
            find: { internal: true, effect: read, timeout: 5s }
            mail: { effect: once, risk: external }
      order:
        - { tool: pay, requires: get_order, same: [order_id] }
        - { tool: pay, at-most: 1, per: order_id }
      policy:
        - { when: 'tool == "pay" && args.amount > 100', then: deny, reason: too much }
      output: { schema: schemas/decision.json, evidence: { required-from: [get_order] } }
      """;

  @TempDir Path folder;

  private AgentFile desk(String... overrides) {
    var here = new Folder(folder);
    var _ = here.fixture("refund-desk.yaml");
    return AgentFile.load(here.file("desk.yaml", DESK), List.of(overrides));
  }

  private static Descriptor descriptor(String name, String input) {
    return new Descriptor(name, "does " + name, (Value.Obj) Json.parse(input), Digest.of(name));
  }

  private static List<Descriptor> offered() {
    var keyed =
        """
        {"type":"object","properties":{"order_id":{"type":"string"},"amount":{"type":"number"},
         "key":{"type":"string"}},"required":["order_id","key"],"additionalProperties":false}
        """;
    return List.of(
        descriptor("get_order", "{\"properties\":{\"order_id\":{}}}"),
        descriptor("pay", keyed),
        descriptor("post", "{\"properties\":{\"key\":{}},\"required\":[\"key\"]}"),
        descriptor("find", "{\"properties\":{\"id\":{}}}"),
        descriptor("mail", "{}"),
        descriptor("drop_table", "{}"));
  }

  private Charter charter(AgentFile desk, List<Descriptor> offered) {
    var source = desk.connections().sources().getFirst();
    return desk.charter("Refund order o-991", desk.described(source, offered));
  }

  private static List<Descriptor> without(String name) {
    return offered().stream().filter(tool -> !tool.name().equals(name)).toList();
  }

  @Test
  void a_tool_that_is_offered_and_not_listed_does_not_exist() {
    assertThat(charter(desk(), offered()).tools())
        .extracting(ToolContract::name)
        .containsExactly("get_order", "pay", "post", "find", "mail");
  }

  @Test
  void the_key_argument_is_no_longer_an_argument_and_the_pin_is_that_of_the_whole() {
    var charter = charter(desk(), offered());

    var pay = charter.tool("pay").orElseThrow().descriptor();
    assertThat(pay.input().json())
        .isEqualTo(
            "{\"additionalProperties\":false,\"properties\":{\"amount\":{\"type\":\"number\"},"
                + "\"order_id\":{\"type\":\"string\"}},\"required\":[\"order_id\"],"
                + "\"type\":\"object\"}");
    assertThat(pay.pin()).isEqualTo(Digest.of("pay"));
    assertThat(charter.tool("post").orElseThrow().descriptor().input().json())
        .isEqualTo("{\"properties\":{}}");
  }

  @Test
  void what_the_file_says_of_a_tool_is_its_contract() {
    var charter = charter(desk(), offered());

    var pay = charter.tool("pay").orElseThrow();
    assertThat(pay.effect()).isEqualTo(new EffectClass.Keyed("key", Duration.ofHours(24)));
    assertThat(pay.risk()).as("an effect of undeclared risk").isEqualTo(Risk.MONEY);
    assertThat(pay.limits())
        .isEqualTo(
            new ToolContract.Limits(
                Duration.ofSeconds(30),
                3,
                Duration.ofMillis(200),
                256 * 1024,
                null,
                Duration.ofHours(24)));
    assertThat(charter.tool("mail").orElseThrow().limits().attemptsMax()).isEqualTo(1);
    assertThat(charter.tool("find").orElseThrow().exposure()).isEqualTo(Exposure.INTERNAL);
    assertThat(charter.tool("post").orElseThrow().effect())
        .isEqualTo(
            new EffectClass.Reconcile(
                "key",
                new EffectClass.Query("find", "id", "result.found", Duration.ofSeconds(10))));
  }

  @Test
  void model_bounds_and_rules_are_those_of_the_file() {
    var charter = charter(desk(), offered());

    assertThat(charter.model().price().inputMicros()).isEqualTo(250_000);
    assertThat(charter.model().price().cachedMicros()).as("not stated").isEqualTo(250_000);
    assertThat(charter.bounds().autonomy()).isEqualTo(Autonomy.GUARDED);
    assertThat(charter.bounds().budget().costMicros()).isEqualTo(250_000);
    assertThat(charter.bounds().budget().time()).isEqualTo(Duration.ofMinutes(2));
    assertThat(charter.rules().policy().getFirst().id()).isEqualTo("policy[0]");
    assertThat(charter.rules().order())
        .containsExactly(
            new OrderRule.Requires("pay", "get_order", List.of("order_id")),
            new OrderRule.AtMost("pay", 1, "order_id"));
    assertThat(charter.agent().instructions()).startsWith("You decide refund requests.");
  }

  @Test
  void a_price_that_is_not_stated_is_that_of_the_table() {
    var here = new Folder(folder);
    var agent = AgentFile.load(here.fixture("smallest.yaml"));

    assertThat(agent.model().price().inputMicros()).isEqualTo(250_000);
    assertThat(agent.model().price().cachedMicros()).isEqualTo(25_000);
    assertThat(agent.model().price().outputMicros()).isEqualTo(2_000_000);
  }

  @Test
  void a_scripted_model_needs_no_price_and_no_key() {
    var file = new Folder(folder).agent("agent: a\nmodel: { use: scripted/replies.yaml }\n");

    assertThat(AgentFile.load(file).model().scripted()).isTrue();
  }

  @Test
  void the_connections_can_be_had_again_from_the_charter_alone() {
    var desk = desk();

    var again = Connections.of(charter(desk, offered()));

    assertThat(again).isEqualTo(desk.connections());
    assertThat(again.home()).isEqualTo(folder.toAbsolutePath());
    assertThat(again.sources().getFirst().tools())
        .containsExactly("get_order", "pay", "post", "find", "mail");
    assertThat(again.model()).isEqualTo(new ModelSettings("model", "${env:BASE}", "${env:KEY}"));
  }

  @Test
  void what_a_reference_stands_for_is_not_in_the_charter() {
    var charter = charter(desk(), offered());
    var references = References.of(Map.of("BASE", "http://localhost:1", "KEY", "secret-1"));

    var connection =
        Connections.of(charter).model().connection(charter.model(), references, folder);

    assertThat(connection.apiKey()).isEqualTo("secret-1");
    assertThat(connection.baseUrl()).isEqualTo("http://localhost:1");
    assertThat(charter.agent().connections().json()).doesNotContain("secret-1");
    assertThat(references.toString()).doesNotContain("secret-1");
    assertThat(connection.toString()).doesNotContain("secret-1");
  }

  @Test
  void a_listed_tool_that_the_source_does_not_offer_is_refused() {
    var desk = desk();
    var source = desk.connections().sources().getFirst();

    refused(
        () -> desk.described(source, without("mail")),
        "desk.yaml:22: tools[0].mcp does not offer the tool mail (it offers drop_table, find,"
            + " get_order, pay, post)");
    refused(
        () -> desk.charter("goal", Map.of()),
        "desk.yaml:14: tools[0].mcp does not offer the tool get_order (it offers none)");
  }

  @Test
  void a_key_argument_that_the_tool_does_not_have_is_refused() {
    var offered = new ArrayList<>(without("pay"));
    offered.add(descriptor("pay", "{\"properties\":{\"order_id\":{}}}"));

    refused(
        () -> charter(desk(), offered),
        "desk.yaml:15: tools[0].allow.pay.key-argument: pay has no argument key (it has order_id)");
  }

  @Test
  void a_key_argument_that_the_query_does_not_have_is_refused() {
    var offered = new ArrayList<>(without("find"));
    offered.add(descriptor("find", "{}"));

    refused(
        () -> charter(desk(), offered),
        "desk.yaml:19: tools[0].allow.post.reconcile.key-argument: find has no argument id (it has"
            + " none)");
  }

  @Test
  void an_order_by_an_argument_that_no_call_has_is_refused() {
    var offered = new ArrayList<>(without("get_order"));
    offered.add(descriptor("get_order", "{\"properties\":{\"id\":{}}}"));

    refused(
        () -> charter(desk(), offered),
        "desk.yaml:24: order[0].same: get_order has no argument order_id (it has id)");
  }

  @Test
  void a_brief_without_room_is_refused() {
    assertThatThrownBy(() -> charter(desk("brief-tokens-max=1000"), offered()))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(
            "--set brief-tokens-max: brief-tokens-max 1000 leaves no room: instructions and tools")
        .hasMessageEndingWith("(raise brief-tokens-max or shorten the prompt)");
  }

  @Test
  void a_prompt_that_does_not_look_like_a_file_is_the_text_itself() {
    var prompt = "Decide and/or ask.";

    assertThat(charter(desk("prompt=" + prompt), offered()).agent().instructions())
        .isEqualTo(prompt);
  }

  @Test
  void a_goal_must_be_given() {
    refused(() -> desk().charter(" ", Map.of()), "desk.yaml: the goal is empty (say what for)");
  }

  private void refused(ThrowingCallable call, String line) {
    assertThatThrownBy(call)
        .isInstanceOf(UserError.class)
        .satisfies(error ->
            assertThat(new Folder(folder).plain(String.valueOf(error.getMessage())))
                .isEqualTo(line));
  }
}
