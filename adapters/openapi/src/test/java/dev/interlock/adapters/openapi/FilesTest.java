package dev.interlock.adapters.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.kernel.charter.ToolContract.Descriptor;
import dev.interlock.runtime.UserError;
import dev.interlock.runtime.effect.ToolSourceFactory;
import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What files are read, and what is said of those that are not. */
class FilesTest {
  private static final String HEAD =
      "{'openapi':'3.1.0','info':{'title':'t','version':'1'},'servers':[{'url':'https://a.example'}],";
  private static final String OK = "'responses':{'200':{'description':'ok'}}";

  @TempDir Path home;

  @Test
  void the_factory_is_found_as_a_service() {
    assertThat(ServiceLoader.load(ToolSourceFactory.class).stream().map(p -> p.get().kind()))
        .contains("http");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "hello | it is no OpenAPI 3.0 or 3.1 file",
        "{'swagger':'2.0','info':{'title':'t','version':'1'},'paths':{}} | openapi",
        "{'openapi':'3.0.1','info':{'title':'t'},'paths':{}} | attribute info.version is missing",
        "{'openapi':'3.0.1','info':{'title':'t','version':'1'},'paths':{'/a':{'get':{"
            + "'operationId':'go','parameters':[{'name':'x'}],'responses':{}}}}} | in is missing",
        "{'openapi':'3.0.1','info':{'title':'t','version':'1'},'paths':{'/a':{'get':{'operationId':'go','responses':{'200':{'description':'ok'}}}}}}"
            + " | go: its server is /; add base-url"
      })
  void a_bad_file_is_one_clear_line(String file, String words) {
    refused(file, "{'openapi':'api.json'}", words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'deprecated':true | there is no operation go (it has get_a)",
        "'operationId':'go','parameters':[{'$ref':'other.yaml#/x'}] | go: the $ref"
            + " './other.yaml#/x' leads out of the file",
        "'operationId':'go','parameters':[{'$ref':'http://127.0.0.1:1/x'}] | go: the $ref"
            + " 'http://127.0.0.1:1/x' leads out of the file",
        "'operationId':'go','parameters':[{'$ref':'#/components/parameters/none'}] | go: the $ref"
            + " '#/components/parameters/none' leads nowhere",
        "'operationId':'go','parameters':[{'$ref':'#/components/parameters/round'}] | go: a $ref"
            + " leads round in a circle",
        "'operationId':'go','parameters':[{'name':'p','in':'path','required':true,'style':'label',"
            + "'schema':{}}] | go: the parameter p: style label is not supported",
        "'operationId':'go','parameters':[{'name':'Host','in':'header','schema':{}}] | go: the"
            + " header parameter Host belongs to the connection",
        "'operationId':'go','requestBody':{'content':{'multipart/form-data':{'schema':{}}}} | go:"
            + " the body is written as [multipart/form-data]; JSON and forms are supported",
        "'operationId':'go','security':[{'key':[]}] | go: it wants the security scheme key; add"
            + " auth: { key: `${env:NAME}` }",
        "'operationId':'go','requestBody':{'content':{'application/json':{'schema':{'$ref':'#/components/schemas/Remote'}}}}"
            + " | go: the $ref 'https://x.example/s.json' leads out of the file",
        "'operationId':'go','requestBody':{'content':{'application/json':{'schema':{"
            + "'$dynamicRef':'#x'}}}} | go: $dynamicRef is not supported"
      })
  void what_cannot_be_carried_out_as_described_is_refused(String operation, String words) {
    var file =
        HEAD
            + "'paths':{'/a':{'get':{"
            + operation
            + ","
            + OK
            + "}}},'components':{'parameters':{'round':{'$ref':'#/components/parameters/round'}},"
            + "'schemas':{'Remote':{'$ref':'https://x.example/s.json'}},'securitySchemes':{'key':"
            + "{'type':'apiKey','in':'header','name':'X-Key'}}}}";
    refused(file, "{'openapi':'api.json'}", words.replace('`', '"'));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'openapi':'none.json'} | tools[0].http.openapi: none.json: there is no such file",
        "{'openapi':'api.json','auth':{'none':'${env:KEY}'}} | api.json: it has no security scheme"
            + " none",
        "{'openapi':'api.json','base-url':'ftp://x'} | tools[0].http.base-url: is no http or https",
        "{'openapi':'api.json','base-url':'https://ann:pw@x.example'} | is no http or https URL",
        "{'openapi':'api.json','more':1} | unknown key more"
      })
  void a_wrong_setting_is_named_by_its_place(String settings, String words) {
    var file = HEAD + "'paths':{'/a':{'get':{'operationId':'go'," + OK + "}}}}";
    refused(file, settings, words);
  }

  @Test
  void a_method_that_may_change_something_is_no_read_unless_the_owner_vouches_for_it() {
    var file = HEAD + "'paths':{'/a':{'post':{'operationId':'go'," + OK + "}}}}";
    var _ = Shop.write(home, "api.json", file.replace('\'', '"'));
    var go = Set.of("go");
    assertThatThrownBy(() -> new Shop(home, "{'openapi':'api.json'}", go, go))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("go is POST /a, which is no read by its method")
        .hasMessageContaining("read-only: [go]");
    new Shop(home, "{'openapi':'api.json'}", go).close();
    new Shop(home, "{'openapi':'api.json','read-only':['go']}", go, go).close();
  }

  @Test
  void the_review_finds_what_opening_would_and_resolves_no_reference() {
    var file = HEAD + "'paths':{'/a':{'get':{'operationId':'go'," + OK + "}}}}";
    var _ = Shop.write(home, "api.json", file.replace('\'', '"'));
    var factory = new OpenApiToolSourceFactory();
    factory.review(
        Shop.settings(
            home, "{'openapi':'api.json','base-url':'${env:NONE}'}", Set.of("go"), Set.of()));
    assertThatThrownBy(() ->
            factory.review(Shop.settings(home, "{'openapi':'api.json'}", Set.of("went"), Set.of())))
        .hasMessage("tools[0].http.openapi: api.json: there is no operation went (it has go)");
  }

  @Test
  void nothing_that_a_file_refers_to_is_fetched() {
    try (var service = new Service()) {
      var file =
          HEAD
              + "'paths':{'/a':{'get':{'operationId':'go','responses':{'200':{'$ref':'"
              + service.url()
              + "/r.json'}}}},'/b':{'$ref':'"
              + service.url()
              + "/p.json'}}}";
      refused(file, "{'openapi':'api.json'}", "leads out of the file");
      assertThat(service.seen).isEmpty();
    }
  }

  @Test
  void the_pin_changes_with_everything_that_an_operation_stands_on_and_with_nothing_else() {
    try (var service = new Service()) {
      var text = Shop.resource("styles.yaml").replace("SERVER", service.url());
      var pin = pin(text);
      assertThat(pin(text.replace("below", "under"))).isEqualTo(pin);
      assertThat(
              pin(
                  text.replace(
                      "name: { type: string }\n        parts",
                      "name: { type: integer }\n        parts")))
          .isNotEqualTo(pin);
      assertThat(pin(text.replace("Idempotency-Key, in: header", "Idempotency-Key, in: query")))
          .isNotEqualTo(pin);
      assertThat(pin(text.replace("/v1", "/v2"))).isNotEqualTo(pin);
      assertThat(pin(text.replace("\"201\"", "\"202\""))).isNotEqualTo(pin);
    }
  }

  private String pin(String text) {
    var _ = Shop.write(home, "pins.yaml", text);
    try (var shop = new Shop(home, "{'openapi':'pins.yaml'}", Set.of("placeOrder"))) {
      return shop.source.describe().stream().map(Descriptor::pin).findFirst().orElseThrow().hex();
    }
  }

  private void refused(String file, String settings, String words) {
    var _ = Shop.write(home, "api.json", file.replace('\'', '"'));
    assertThatThrownBy(() -> new Shop(home, settings, Set.of("go")))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(words)
        .hasMessageNotContaining("\n")
        .hasMessageNotContaining("Exception");
  }
}
