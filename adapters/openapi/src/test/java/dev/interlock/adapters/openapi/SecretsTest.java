package dev.interlock.adapters.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.runtime.UserError;
import dev.interlock.runtime.effect.ToolSource.Failed;
import dev.interlock.runtime.effect.ToolSource.Returned;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a request shows who sends it, and where it may go. */
class SecretsTest {
  private static final String API =
      """
      openapi: 3.1.0
      info: { title: Secrets, version: "1" }
      servers: [ { url: SERVER } ]
      paths:
        /a:
          get: { operationId: go, security: [ { SCHEME: [] } ], responses: { "200": { description: ok } } }
        /b:
          get: { operationId: either, security: [ { token: [] }, { basic: [], query: [] }, {} ], responses: { "200": { description: ok } } }
      components:
        securitySchemes:
          header: { type: apiKey, in: header, name: X-Key }
          query: { type: apiKey, in: query, name: key }
          cookie: { type: apiKey, in: cookie, name: session }
          token: { type: http, scheme: bearer }
          basic: { type: http, scheme: Basic }
          oauth: { type: oauth2, flows: { clientCredentials: { tokenUrl: "https://t.example", scopes: {} } } }
          digest: { type: http, scheme: digest }
          tls: { type: mutualTLS }
      """;

  @TempDir Path home;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "header | '${env:KEY}' | X-Key | s3cr3t-k3y",
        "cookie | '${env:KEY}' | Cookie | session=s3cr3t-k3y",
        "token | '${env:KEY}' | Authorization | Bearer s3cr3t-k3y",
        "oauth | '${env:KEY}' | Authorization | Bearer s3cr3t-k3y",
        "basic | {'username':'${env:USER_NAME}','password':'${env:KEY}'} | Authorization | Basic"
            + " YW5uOnMzY3IzdC1rM3k="
      })
  void a_secret_goes_where_its_scheme_says(
      String scheme, String given, String header, String value) {
    try (var service = new Service();
        var shop = shop(service, scheme, given, "go")) {
      assertThat(shop.call("go", "{}")).isInstanceOf(Returned.class);
      assertThat(service.last().headers().getFirst(header)).isEqualTo(value);
      assertThat(service.last().line()).isEqualTo("GET /a");
    }
  }

  @Test
  void the_first_alternative_that_can_be_satisfied_counts() {
    try (var service = new Service();
        var shop = shop(service, "query", "'${env:KEY}'", "either")) {
      assertThat(shop.call("either", "{}")).isInstanceOf(Returned.class);
      assertThat(service.last().line()).isEqualTo("GET /b");
      assertThat(service.last().headers().containsKey("Authorization")).isFalse();
    }
  }

  @Test
  void a_key_in_the_query_is_sent_and_shown_to_nobody() {
    try (var service = new Service();
        var shop = shop(service, "query", "'${env:KEY}'", "go")) {
      service.does(Service.answer(403, "text/plain", "key s3cr3t-k3y has\nno right"));
      var answer = (Failed) shop.call("go", "{}");
      assertThat(service.last().line()).isEqualTo("GET /a?key=s3cr3t-k3y");
      assertThat(answer.fault()).isEqualTo(ToolFault.PERMISSION);
      assertThat(answer.message()).isEqualTo("go: status 403: key *** has no right");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "digest | '${env:KEY}' | the security scheme digest is http digest; bearer and basic",
        "tls | '${env:KEY}' | the security scheme tls is of type mutualTLS",
        "header | '${env:EVIL}' | tools[0].http.auth.header: is empty or holds a control character",
        "header | '${env:NONE}' | no ${env:NONE}"
      })
  void a_secret_that_cannot_be_sent_is_refused(String scheme, String given, String words) {
    try (var service = new Service()) {
      assertThatThrownBy(() -> shop(service, scheme, given, "go"))
          .isInstanceOf(UserError.class)
          .hasMessageContaining(words);
    }
  }

  @Test
  void a_base_url_counts_in_place_of_the_files_servers() {
    try (var service = new Service();
        var other = new Service()) {
      var _ =
          Shop.write(
              home, "api.yaml", API.replace("SERVER", other.url()).replace("SCHEME", "header"));
      var settings =
          "{'openapi':'api.yaml','auth':{'header':'${env:KEY}'},'base-url':'"
              + service.url()
              + "/v9/'}";
      try (var shop = new Shop(home, settings, Set.of("go"))) {
        assertThat(shop.call("go", "{}")).isInstanceOf(Returned.class);
      }
      assertThat(service.last().line()).isEqualTo("GET /v9/a");
      assertThat(other.seen).isEmpty();
    }
  }

  private Shop shop(Service service, String scheme, String given, String tool) {
    var text = API.replace("SERVER", service.url()).replace("SCHEME", scheme);
    var _ = Shop.write(home, "api.yaml", text);
    var settings = "{'openapi':'api.yaml','auth':{'" + scheme + "':" + given + "}}";
    return new Shop(home, settings, Set.of(tool));
  }
}
