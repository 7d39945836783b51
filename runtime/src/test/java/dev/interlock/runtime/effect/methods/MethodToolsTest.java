package dev.interlock.runtime.effect.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.charter.ToolContract.Descriptor;
import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.UserError;
import dev.interlock.runtime.effect.Tool;
import dev.interlock.runtime.effect.ToolSource.Answer;
import dev.interlock.runtime.effect.ToolSource.Call;
import dev.interlock.runtime.effect.ToolSource.Context;
import dev.interlock.runtime.effect.ToolSource.Failed;
import dev.interlock.runtime.effect.ToolSource.Returned;
import dev.interlock.runtime.json.Json;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MethodToolsTest {
  private static final String QUOTE =
      """
      {"amount":12.50,"at":"2026-01-02T03:04:05Z","cents":9007199254740993,"count":2,
       "day":"2026-01-02","gift":true,"lines":[{"count":1,"sku":"a"}],"note":"n","order_id":"o-1",
       "rates":{"eur":1.10},"speed":"FAST","weight":0.1}\
      """;

  private final ShopTools shop = new ShopTools();
  private final MethodTools tools = MethodTools.of(shop);
  private final BlockingQueue<Answer> late = new LinkedBlockingQueue<>();

  @Test
  void the_schema_of_a_record_is_closed_and_requires_all_that_is_not_nullable() {
    var schema = tools.describe().stream().filter(d -> d.name().equals("quote")).findFirst();
    assertThat(schema.map(Descriptor::input).orElseThrow())
        .isEqualTo(
            Json.parse(
                """
                {"type":"object","additionalProperties":false,
                 "required":["amount","at","cents","count","day","gift","lines","order_id","rates","speed","weight"],
                 "properties":{
                  "order_id":{"type":"string","description":"the order's number"},
                  "amount":{"type":"number"},
                  "cents":{"type":"integer"},
                  "count":{"type":"integer"},
                  "weight":{"type":"number"},
                  "gift":{"type":"boolean"},
                  "speed":{"type":"string","enum":["SLOW","FAST"]},
                  "at":{"type":"string","format":"date-time"},
                  "day":{"type":"string","format":"date"},
                  "lines":{"type":"array","items":{"type":"object","additionalProperties":false,
                    "properties":{"sku":{"type":"string"},"count":{"type":"integer"}},
                    "required":["count","sku"]}},
                  "rates":{"type":"object","additionalProperties":{"type":"number"}},
                  "note":{"type":["string","null"]}}}\
                """));
  }

  @Test
  void a_method_without_a_record_takes_nothing() {
    var price = tools.describe().stream().filter(d -> d.name().equals("price")).findFirst();
    assertThat(price.map(d -> d.input().json()).orElseThrow())
        .isEqualTo("{\"additionalProperties\":false,\"properties\":{},\"type\":\"object\"}");
    assertThat(result("price", Value.Obj.EMPTY))
        .isEqualTo("{\"lines\":[{\"count\":2,\"sku\":\"a\"}],\"note\":null,\"total\":12.50}");
    assertThat(failed("price", Value.Obj.EMPTY.with("x", Value.Null.NULL)).fault())
        .isEqualTo(ToolFault.REFUSED);
  }

  @Test
  void a_record_goes_in_and_comes_out_without_loss() {
    assertThat(result("quote", object(QUOTE))).isEqualTo(Json.parse(QUOTE).json());
  }

  @Test
  void a_nullable_component_may_be_missing_or_null() {
    var without = object(QUOTE).without("note");
    assertThat(result("quote", without)).contains("\"note\":null");
    assertThat(result("quote", without.with("note", Value.Null.NULL))).contains("\"note\":null");
  }

  @Test
  void a_whole_number_may_be_written_with_decimals() {
    assertThat(result("quote", object(QUOTE).with("count", Json.parse("2.0"))))
        .contains("\"count\":2,");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "count | 1.9",
        "count | \"1\"",
        "count | 3000000000",
        "count | null",
        "count | true",
        "cents | 1.5",
        "cents | 9223372036854775808",
        "weight | 0.1000000000000000055",
        "weight | \"1\"",
        "weight | 1e309",
        "amount | \"12\"",
        "amount | null",
        "amount | true",
        "gift | 1",
        "gift | \"true\"",
        "order_id | 7",
        "order_id | null",
        "order_id | true",
        "speed | 1",
        "speed | \"WARP\"",
        "speed | \"\"",
        "at | 5",
        "at | \"\"",
        "day | \"yesterday\"",
        "day | [2026,1,2]",
        "lines | {\"sku\":\"a\",\"count\":1}",
        "lines | [null]",
        "lines | [{\"sku\":\"a\"}]",
        "lines | [{\"sku\":\"a\",\"count\":1,\"x\":1}]",
        "rates | {\"eur\":\"1\"}",
        "rates | {\"eur\":null}",
        "extra | 1"
      })
  void a_value_that_does_not_fit_is_refused_before_the_method_runs(String name, String json) {
    var answer = failed("quote", object(QUOTE).with(name, Json.parse(json)));
    assertThat(answer.fault()).isEqualTo(ToolFault.REFUSED);
    assertThat(answer.message()).startsWith("quote: ").doesNotContain("\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"count", "amount", "order_id", "lines", "rates", "gift", "at"})
  void a_required_component_that_is_missing_is_refused(String name) {
    assertThat(failed("quote", object(QUOTE).without(name)).fault()).isEqualTo(ToolFault.REFUSED);
  }

  @ParameterizedTest
  @CsvSource({
    "checked, TOOL_ERROR, fail: disk full",
    "unchecked, TOOL_ERROR, fail: unchecked",
    "silent, TOOL_ERROR, fail: IllegalStateException",
    "fault, RATE_LIMIT, slowly",
    "error, NETWORK, fail: the method broke off: java.lang.AssertionError: broken"
  })
  void an_exception_is_a_fault_with_one_line(String how, ToolFault fault, String message) {
    var failed = failed("fail", text(how));
    assertThat(failed.fault()).isEqualTo(fault);
    assertThat(failed.message()).isEqualTo(message);
    assertThat(failed.retryAfter())
        .isEqualTo(fault == ToolFault.RATE_LIMIT ? Duration.ofSeconds(3) : null);
  }

  @Test
  void a_method_over_its_time_is_given_up_and_what_it_returns_later_is_told() throws Exception {
    var began = System.nanoTime();
    var answer = call("stubborn", text("at last"), Duration.ofMillis(200));
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
    assertThat(((Failed) answer).fault()).isEqualTo(ToolFault.TIMEOUT);
    assertThat(late).isEmpty();
    shop.release.countDown();
    assertThat(late.poll(10, TimeUnit.SECONDS)).isEqualTo(new Returned(text("at last")));
  }

  @Test
  void that_a_method_heeded_the_interrupt_is_no_evidence_and_is_not_told() throws Exception {
    var answer = call("polite", text("x"), Duration.ofMillis(200));
    assertThat(((Failed) answer).fault()).isEqualTo(ToolFault.TIMEOUT);
    assertThat(late.poll(300, TimeUnit.MILLISECONDS)).isNull();
  }

  @Test
  void after_close_nothing_is_called() {
    tools.close();
    assertThat(failed("price", Value.Obj.EMPTY).fault()).isEqualTo(ToolFault.UNAVAILABLE);
  }

  @Test
  void an_unknown_tool_is_refused() {
    assertThat(failed("nothing", Value.Obj.EMPTY).fault()).isEqualTo(ToolFault.REFUSED);
  }

  @Test
  void a_class_of_the_wrong_shape_is_named_with_its_method() {
    var wrong =
        Map.of(
            new Object(), "java.lang.Object has no tools",
            new Twice(), "is the second tool named t",
            new TakesText(), "TakesText.t takes a String, not a record",
            new TakesTwo(), "TakesTwo.t takes more than one record",
            new ReturnsNothing(), "ReturnsNothing.t returns a void, not a record",
            new Hidden(), "Hidden.t is not public",
            new Endless(), "Endless.t has no schema for Node");
    wrong.forEach((instance, message) ->
        assertThatThrownBy(() -> MethodTools.of(instance))
            .isInstanceOf(UserError.class)
            .hasMessageContaining(message));
  }

  public static class Twice {
    @Tool(name = "t", description = "")
    public ShopTools.Text a() {
      return new ShopTools.Text("");
    }

    @Tool(name = "t", description = "")
    public ShopTools.Text b() {
      return new ShopTools.Text("");
    }
  }

  public static class TakesText {
    @Tool(name = "t", description = "")
    public ShopTools.Text t(String text) {
      return new ShopTools.Text(text);
    }
  }

  public static class TakesTwo {
    @Tool(name = "t", description = "")
    public ShopTools.Text t(ShopTools.Text a, ShopTools.Text b) {
      return new ShopTools.Text(a.text() + b.text());
    }
  }

  public static class ReturnsNothing {
    @Tool(name = "t", description = "")
    public void t() {}
  }

  public static class Hidden {
    @Tool(name = "t", description = "")
    ShopTools.Text t() {
      return new ShopTools.Text("");
    }
  }

  public static class Endless {
    public record Node(Node next) {}

    @Tool(name = "t", description = "")
    public Node t(Node node) {
      return node;
    }
  }

  private String result(String tool, Value.Obj arguments) {
    var answer = call(tool, arguments, Duration.ofSeconds(20));
    assertThat(answer).isInstanceOf(Returned.class);
    return ((Returned) answer).result().json();
  }

  private Failed failed(String tool, Value.Obj arguments) {
    var answer = call(tool, arguments, Duration.ofSeconds(20));
    assertThat(answer).isInstanceOf(Failed.class);
    return (Failed) answer;
  }

  private Answer call(String tool, Value.Obj arguments, Duration timeout) {
    var context = new Context(new RunId("0123456789abcdefghjkmnpqrs"), "key", 1);
    return tools.call(new Call(tool, arguments, timeout, context, late::add));
  }

  private static Value.Obj object(String json) {
    return (Value.Obj) Json.parse(json);
  }

  private static Value.Obj text(String text) {
    return Value.Obj.EMPTY.with("text", Value.of(text));
  }
}
