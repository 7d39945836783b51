package dev.interlock.kernel.charter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.kernel.charter.Bounds.Budget;
import dev.interlock.kernel.charter.Bounds.Counts;
import dev.interlock.kernel.charter.Charter.AgentIdentity;
import dev.interlock.kernel.charter.Rules.ApprovalTerms;
import dev.interlock.kernel.charter.Rules.OrderRule;
import dev.interlock.kernel.charter.Rules.PolicyRule;
import dev.interlock.kernel.charter.Rules.Then;
import dev.interlock.kernel.charter.ToolContract.Descriptor;
import dev.interlock.kernel.charter.ToolContract.Exposure;
import dev.interlock.kernel.charter.ToolContract.Limits;
import dev.interlock.kernel.run.TestCharters;
import dev.interlock.kernel.value.Digest;
import dev.interlock.kernel.value.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CharterTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Counts COUNTS = new Counts(1, 1, 0, 0);

  static Stream<Arguments> refusals() {
    return Stream.of(
        no("goal is blank", () -> charter(" ", List.of())),
        no(
            "two tools have one name",
            () -> charter("g", List.of(TestCharters.read("a"), TestCharters.read("a")))),
        no("agent is blank", () -> new AgentIdentity("", 1, "", "", Value.Obj.EMPTY)),
        no(
            "version must be positive, is 0",
            () -> new AgentIdentity("a", 0, "", "", Value.Obj.EMPTY)),
        no("budget.steps must be positive, is 0", () -> new Counts(0, 1, 1, 1)),
        no("budget.model-calls must be positive, is 0", () -> new Counts(1, 0, 1, 1)),
        no("budget.tool-calls must not be negative, is -1", () -> new Counts(1, 1, -1, 1)),
        no("budget.repairs must not be negative, is -1", () -> new Counts(1, 1, 1, -1)),
        no("budget.tokens must be positive, is 0", () -> budget(0, 0, MINUTE, MINUTE)),
        no("budget.cost must not be negative, is -1", () -> budget(1, -1, MINUTE, MINUTE)),
        no("budget.time must be positive, is PT0S", () -> budget(1, 0, Duration.ZERO, MINUTE)),
        no("budget.deadline must be positive, is PT0S", () -> budget(1, 0, MINUTE, Duration.ZERO)),
        no("brief-tokens-max must be positive, is 0", () -> bounds(0, 1)),
        no("stall-turns-max must be positive, is 0", () -> bounds(1, 0)),
        no("model must be provider/model, is 'gpt'", () -> terms("gpt", 1, MINUTE, 1)),
        no("model must be provider/model, is 'a/'", () -> terms("a/", 1, MINUTE, 1)),
        no("output-tokens-max must be positive, is 0", () -> terms("a/b", 0, MINUTE, 1)),
        no("timeout must be positive, is PT0S", () -> terms("a/b", 1, Duration.ZERO, 1)),
        no("attempts must be positive, is 0", () -> terms("a/b", 1, MINUTE, 0)),
        no("price.input must not be negative, is -1", () -> new Price(-1, 0, 0)),
        no("price.cached must not be negative, is -1", () -> new Price(0, -1, 0)),
        no("price.output must not be negative, is -1", () -> new Price(0, 0, -1)),
        no("inputTokens must not be negative, is -1", () -> new Usage(-1, 0, 0)),
        no("outputTokens must not be negative, is -1", () -> new Usage(0, 0, -1)),
        no("cached tokens 2 > input tokens 1", () -> new Usage(1, 2, 0)),
        no("principal is blank", () -> Principal.of("")),
        no("tenant is blank", () -> new Principal("a", List.of(), " ", "")),
        no("not a run id: x", () -> new RunId("x")),
        no("not a run id: " + "i".repeat(26), () -> new RunId("i".repeat(26))),
        no("key-argument is blank", () -> new EffectClass.Keyed("", MINUTE)),
        no(
            "key-valid-for must be positive, is PT0S",
            () -> new EffectClass.Keyed("key", Duration.ZERO)),
        no(
            "reconcile.settles-within must be positive, is PT0S",
            () -> new EffectClass.Query("t", "k", "w", Duration.ZERO)),
        no("reconcile.happened-when is blank", () -> new EffectClass.Query("t", "k", "", MINUTE)),
        no(
            "pay: effect once allows one attempt, not 2",
            () -> tool(EffectClass.Once.ONCE, Risk.MONEY, 2)),
        no("pay: a read has no risk", () -> tool(EffectClass.Read.READ, Risk.WRITE, 1)),
        no("tool name is blank", () -> new Descriptor("", "", Value.Obj.EMPTY, Digest.NONE)),
        no("backoff must be positive, is PT0S", () -> new Limits(MINUTE, 1, Duration.ZERO, 1)),
        no("result-bytes-max must be positive, is 0", () -> new Limits(MINUTE, 1, MINUTE, 0)),
        no("heartbeat must be positive, is PT0S", () -> beating(Duration.ZERO)),
        no("heartbeat must be shorter than the timeout of PT1M, is PT1M", () -> beating(MINUTE)),
        no("policy.when is blank", () -> new PolicyRule("p", " ", Then.DENY, "")),
        no("order.at-most must be positive, is 0", () -> new OrderRule.AtMost("a", 0, null)),
        no(
            "approvals.expire must be positive, is PT0S",
            () -> new ApprovalTerms(Duration.ZERO, List.of(), false)),
        no("order is cyclic: a requires a", () -> order("a>a")),
        no("order is cyclic: a requires b requires a", () -> order("a>b", "b>a")),
        no(
            "order is cyclic: x requires a requires b requires c requires a",
            () -> order("x>a", "a>b", "b>c", "c>a")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusals")
  void what_is_wrong_cannot_be_made(String problem, Supplier<Object> making) {
    assertThatThrownBy(making::get)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith(problem);
  }

  @Test
  void a_requirement_that_many_share_is_no_cycle() {
    assertThat(order("a>b", "a>c", "b>d", "c>d", "d>e").order()).hasSize(5);
  }

  @ParameterizedTest
  @CsvSource({
    "0,         0,       0,       0",
    "1,         0,       0,       1",
    "1000000,   0,       0,       1000000",
    "1000001,   0,       0,       1000001",
    "2,         2,       0,       1",
    "3,         2,       0,       2",
    "0,         0,       1,       2",
    "10,        4,       5,       18",
  })
  void money_is_rounded_up(long input, long cached, long output, long micros) {
    var price = new Price(1_000_000, 500_000, 2_000_000);

    assertThat(price.micros(new Usage(input, cached, output))).isEqualTo(micros);
  }

  @Test
  void the_smallest_part_of_a_cent_counts_and_an_overflow_is_no_bargain() {
    assertThat(new Price(1, 0, 0).micros(new Usage(1, 0, 0))).isEqualTo(1);
    assertThat(new Price(1, 0, 0).micros(new Usage(1_000_001, 0, 0))).isEqualTo(2);
    assertThat(Price.UNMETERED.micros(new Usage(Long.MAX_VALUE, 0, 0))).isZero();
    assertThatThrownBy(() -> new Price(2, 0, 0).micros(new Usage(Long.MAX_VALUE, 0, 0)))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void a_charter_offers_what_the_model_may_propose_and_finds_every_tool() {
    var plain = TestCharters.read("find");
    var internal =
        new ToolContract(
            plain.descriptor(),
            plain.effect(),
            plain.risk(),
            null,
            plain.limits(),
            Exposure.INTERNAL);
    var charter = charter("g", List.of(TestCharters.read("look"), internal));

    assertThat(charter.offered().stream().map(ToolContract::name)).containsExactly("look");
    assertThat(charter.tool("find")).contains(internal);
    assertThat(charter.tool("rm")).isEmpty();
    assertThat(charter.model().provider()).isEqualTo("openai");
    assertThat(charter.model().model()).isEqualTo("test");
    assertThat(terms("a/b/c", 1, MINUTE, 1).model()).isEqualTo("b/c");
    assertThat(terms("scripted/x", 1, MINUTE, 1).scripted()).isTrue();
  }

  private static Arguments no(String problem, Supplier<Object> making) {
    return Arguments.of(problem, making);
  }

  private static Charter charter(String goal, List<ToolContract> tools) {
    var plain = TestCharters.of(List.of());
    return new Charter(goal, plain.agent(), plain.model(), tools, plain.bounds(), plain.rules());
  }

  private static Budget budget(long tokens, long cost, Duration time, Duration deadline) {
    return new Budget(COUNTS, tokens, cost, time, deadline);
  }

  private static Bounds bounds(long brief, int stall) {
    return new Bounds(Autonomy.ASSIST, budget(1, 0, MINUTE, MINUTE), brief, stall, Map.of());
  }

  private static ModelTerms terms(String use, int output, Duration timeout, int attempts) {
    return new ModelTerms(use, Price.UNMETERED, output, timeout, attempts);
  }

  private static ToolContract tool(EffectClass effect, Risk risk, int attempts) {
    return TestCharters.tool("pay", effect, risk, null, attempts);
  }

  private static Rules order(String... requirements) {
    var order =
        Stream.of(requirements)
            .map(one -> one.split(">"))
            .<OrderRule>map(one -> new OrderRule.Requires(one[0], one[1], List.of()))
            .toList();
    var approvals = new ApprovalTerms(MINUTE, List.of(), false);
    return new Rules(List.of(), order, approvals, null, List.of(), null);
  }

  private static Limits beating(Duration heartbeat) {
    return new Limits(MINUTE, 1, MINUTE, 1, null, null, heartbeat);
  }
}
