package dev.interlock.adapters.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.runtime.effect.ToolSource.Failed;
import dev.interlock.runtime.effect.ToolSource.Returned;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How arguments become a request. */
class RequestsTest {
  private static final Set<String> ALL =
      Set.of("getStock", "head_stock_sku", "lists", "placeOrder", "fillForm", "search", "clash");

  @TempDir Path home;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "getStock | {'sku':'a/b ä'} | GET /v1/stock/a%2Fb%20%C3%A4",
        "getStock | {'sku':'a','site':'x&y=z','below':12.50} | GET"
            + " /v1/stock/a?site=x%26y%3Dz&below=12.50",
        "getStock | {'sku':'a','site':null} | GET /v1/stock/a",
        "head_stock_sku | {'sku':'a'} | HEAD /v1/stock/a",
        "lists | {'ids':[1,2],'pair':{'a':1,'b':'x'},'flat':{'a':1,'b':2}} | GET"
            + " /v1/list/1,2/of/a=1,b=x/and/a,1,b,2",
        "lists | {'ids':[1],'pair':{'a':1},'flat':{'a':1},'many':['a','b c']} | GET"
            + " /v1/list/1/of/a=1/and/a,1?many=a&many=b%20c",
        "lists | {'ids':[1],'pair':{'a':1},'flat':{'a':1},'many':[]} | GET"
            + " /v1/list/1/of/a=1/and/a,1",
        "lists | {'ids':[1],'pair':{'a':1},'flat':{'a':1},'comma':['a','b,c']} | GET"
            + " /v1/list/1/of/a=1/and/a,1?comma=a,b%2Cc",
        "lists | {'ids':[1],'pair':{'a':1},'flat':{'a':1},'space':['a','b']} | GET"
            + " /v1/list/1/of/a=1/and/a,1?space=a%20b",
        "lists | {'ids':[1],'pair':{'a':1},'flat':{'a':1},'pipe':['a','b']} | GET"
            + " /v1/list/1/of/a=1/and/a,1?pipe=a%7Cb",
        "lists | {'ids':[1],'pair':{'a':1},'flat':{'a':1},'deep':{'x':1,'y':'z'}} | GET"
            + " /v1/list/1/of/a=1/and/a,1?deep%5Bx%5D=1&deep%5By%5D=z",
        "lists | {'ids':[1],'pair':{'a':1},'flat':{'a':1},'object':{'x':1,'y':true}} | GET"
            + " /v1/list/1/of/a=1/and/a,1?x=1&y=true",
        "lists | {'ids':[1],'pair':{'a':1},'flat':{'a':1},'json':{'x':[1]}} | GET"
            + " /v1/list/1/of/a=1/and/a,1?json=%7B%22x%22%3A%5B1%5D%7D",
        "clash | {'id':'a','query_id':'b'} | DELETE /v1/clash/a?id=b"
      })
  void an_argument_is_written_where_and_as_the_file_says(
      String tool, String arguments, String line) {
    try (var service = new Service();
        var shop = shop(service)) {
      assertThat(shop.call(tool, arguments)).isInstanceOf(Returned.class);
      assertThat(service.last().line()).isEqualTo(line);
    }
  }

  @Test
  void headers_and_cookies_are_written() {
    try (var service = new Service();
        var shop = shop(service)) {
      var _ = shop.call("getStock", "{'sku':'a','X-Trace':'t 1','session':'a;b'}");
      var headers = service.last().headers();
      assertThat(headers.getFirst("X-Trace")).isEqualTo("t 1");
      assertThat(headers.getFirst("Cookie")).isEqualTo("session=a%3Bb");
      assertThat(headers.containsKey("Authorization")).isFalse();
      var _ =
          shop.call(
              "lists",
              "{'ids':[1],'pair':{'a':1},'flat':{'a':1},'X-Many':['a','b'],'crumbs':['c','d']}");
      assertThat(service.last().headers().getFirst("X-Many")).isEqualTo("a,b");
      assertThat(service.last().headers().getFirst("Cookie")).isEqualTo("crumbs=c,d");
    }
  }

  @Test
  void members_of_a_body_are_arguments_and_a_key_may_be_a_header() {
    try (var service = new Service();
        var shop = shop(service)) {
      var _ =
          shop.call("placeOrder", "{'Idempotency-Key':'key-1','sku':'a-1','amount':2,'parts':[]}");
      assertThat(service.last().body()).isEqualTo("{\"amount\":2,\"parts\":[],\"sku\":\"a-1\"}");
      assertThat(service.last().headers().getFirst("Content-Type")).isEqualTo("application/json");
      assertThat(service.last().headers().getFirst("Idempotency-Key")).isEqualTo("key-1");
    }
  }

  @Test
  void a_form_and_a_body_that_is_no_object_are_written() {
    try (var service = new Service();
        var shop = shop(service)) {
      var _ = shop.call("fillForm", "{'name':'a b&c','tags':['x','y']}");
      assertThat(service.last().body()).isEqualTo("name=a%20b%26c&tags=x&tags=y");
      assertThat(service.last().headers().getFirst("Content-Type"))
          .isEqualTo("application/x-www-form-urlencoded");
      var _ = shop.call("search", "{'body':['a']}");
      assertThat(service.last().body()).isEqualTo("[\"a\"]");
      var _ = shop.call("search", "{}");
      assertThat(service.last().body()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "getStock | {'sku':'..'} | which is no part of a path",
        "getStock | {'sku':''} | which is no part of a path",
        "getStock | {'sku':'a','X-Trace':'a\\r\\nX-Evil: 1'} | cannot hold a character",
        "getStock | {'sku':'a','X-Trace':'€'} | cannot hold a character",
        "getStock | {'sku':'a','site':[['x']]} | a list or an object inside another"
      })
  void what_cannot_be_written_is_refused_and_nothing_is_sent(
      String tool, String arguments, String why) {
    try (var service = new Service();
        var shop = shop(service)) {
      var answer = (Failed) shop.call(tool, arguments);
      assertThat(answer.fault()).isEqualTo(ToolFault.REFUSED);
      assertThat(answer.message()).contains(why).endsWith("; nothing was sent");
      assertThat(service.seen).isEmpty();
    }
  }

  @Test
  void the_schema_of_the_arguments_is_closed_and_without_what_only_responses_have() {
    try (var service = new Service();
        var shop = shop(service)) {
      var order =
          shop.source.describe().stream()
              .filter(one -> one.name().equals("placeOrder"))
              .findFirst()
              .orElseThrow();
      assertThat(order.input().json().replace('"', '\''))
          .isEqualTo(
              "{'$defs':{'Part':{'properties':{'name':{'type':'string'},'parts':{'items':{'$ref':"
                  + "'#/$defs/Part'},'type':'array'}},'required':['name'],'type':'object'}},"
                  + "'additionalProperties':false,'properties':{'Idempotency-Key':{'type':'string'},"
                  + "'amount':{'minimum':1,'type':'integer'},'parts':{'items':{'$ref':"
                  + "'#/$defs/Part'},'type':'array'},'sku':{'pattern':'^[a-z]+-[0-9]+$','type':"
                  + "'string'}},'required':['Idempotency-Key','amount','sku'],'type':'object'}");
      var stock =
          shop.source.describe().stream()
              .filter(one -> one.name().equals("getStock"))
              .findFirst()
              .orElseThrow();
      assertThat(stock.description()).isEqualTo("How many there are");
      assertThat(stock.input().json())
          .contains("\"site\":{\"type\":[\"string\",\"null\"]}")
          .contains("\"below\":{\"exclusiveMinimum\":0,\"type\":\"number\"}")
          .contains("\"sku\":{\"description\":\"What to look for\",\"type\":\"string\"}");
    }
  }

  private Shop shop(Service service) {
    var _ = Shop.styles(home, service);
    return new Shop(home, "{'openapi':'styles.yaml'}", ALL);
  }
}
