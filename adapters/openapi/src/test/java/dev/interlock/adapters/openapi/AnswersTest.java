package dev.interlock.adapters.openapi;

import static dev.interlock.adapters.openapi.Service.answer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.effect.ToolSource;
import dev.interlock.runtime.effect.ToolSource.Answer;
import dev.interlock.runtime.effect.ToolSource.Failed;
import dev.interlock.runtime.effect.ToolSource.Returned;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a service says, and what is made of it. */
class AnswersTest {
  private static final Duration SHORT = Duration.ofMillis(400);
  private static final Set<String> TOOLS = Set.of("getStock", "placeOrder", "head_stock_sku");
  private static final String ORDER = "{'Idempotency-Key':'k','sku':'a-1','amount':1}";

  @TempDir Path home;

  record Fault(String sentence, Service.Doing doing, ToolFault fault, String words) {
    @Override
    public String toString() {
      return sentence;
    }
  }

  static Stream<Fault> misbehaviour() {
    return Stream.of(
        new Fault("400", answer(400, "", ""), ToolFault.REFUSED, "status 400"),
        new Fault("401", answer(401, "text/plain", "who?"), ToolFault.PERMISSION, "401: who?"),
        new Fault("403", answer(403, "", ""), ToolFault.PERMISSION, "status 403"),
        new Fault("404", answer(404, "", ""), ToolFault.NOT_FOUND, "status 404"),
        new Fault("408", answer(408, "", ""), ToolFault.TIMEOUT, "status 408"),
        new Fault("409", answer(409, "", ""), ToolFault.REFUSED, "status 409"),
        new Fault("422", answer(422, "application/json", "{}"), ToolFault.REFUSED, "422: {}"),
        new Fault("429", answer(429, "", ""), ToolFault.RATE_LIMIT, "status 429"),
        new Fault("500", answer(500, "text/html", "<b>no"), ToolFault.NETWORK, "500: <b>no"),
        new Fault("501", answer(501, "", ""), ToolFault.REFUSED, "status 501"),
        new Fault("503", answer(503, "", ""), ToolFault.NETWORK, "status 503"),
        new Fault("504", answer(504, "", ""), ToolFault.TIMEOUT, "status 504"),
        new Fault(
            "a cut before the answer", exchange -> exchange.close(), ToolFault.NETWORK, "broke"),
        new Fault(
            "a cut in the body", AnswersTest::cut, ToolFault.NETWORK, "the exchange broke off"),
        new Fault("no JSON", answer(200, "application/json", "{"), ToolFault.MALFORMED, "no JSON"),
        new Fault(
            "two JSON values",
            answer(200, "application/json", "{} {}"),
            ToolFault.MALFORMED,
            "text follows"),
        new Fault(
            "a deep answer",
            answer(200, "application/json", "[".repeat(300) + "]".repeat(300)),
            ToolFault.MALFORMED,
            "no JSON"),
        new Fault(
            "a large answer",
            answer(200, "application/json", "\"" + "x".repeat(9 * 1024 * 1024) + "\""),
            ToolFault.TOO_LARGE,
            "more than 8 MiB"));
  }

  @ParameterizedTest
  @MethodSource("misbehaviour")
  void a_service_that_misbehaves_is_a_typed_failure(Fault row) {
    try (var service = new Service();
        var shop = shop(service)) {
      service.does(row.doing());
      var answer = failed(shop.call("placeOrder", ORDER));
      assertThat(answer.fault()).isEqualTo(row.fault());
      assertThat(answer.message()).startsWith("placeOrder: ").contains(row.words());
      assertThat(service.seen).hasSize(1);
    }
  }

  @Test
  void a_pause_that_is_asked_for_is_told() {
    try (var service = new Service();
        var shop = shop(service)) {
      service.does(answer(429, "", "", "Retry-After", "7"));
      assertThat(failed(shop.call("getStock", "{'sku':'a'}")).retryAfter())
          .isEqualTo(Duration.ofSeconds(7));
    }
  }

  @Test
  void the_headers_of_a_response_are_handed_over_beside_its_result() {
    var then = "Sun, 01 Mar 2026 11:59:00 GMT";
    try (var service = new Service();
        var shop = shop(service)) {
      service.does(answer(200, "application/json", "{}", "Last-Modified", then));
      var returned = (ToolSource.Returned) shop.call("getStock", "{'sku':'a'}");
      assertThat(returned.headers()).containsEntry("last-modified", then).containsKey("date");
      assertThat(returned.result()).isEqualTo(Value.Obj.EMPTY);
    }
  }

  @Test
  void a_conflict_with_a_repeated_call_says_nothing_of_the_first() {
    try (var service = new Service();
        var shop = shop(service)) {
      service.does(answer(409, "", ""));
      var answer = failed(shop.call("placeOrder", ORDER, Shop.LONG, 2));
      assertThat(answer.fault()).isEqualTo(ToolFault.NETWORK);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "200 | application/json; charset=utf-8 | {'a':1.50} | {'a':1.50}",
        "200 | application/problem+json | [1] | [1]",
        "200 | text/plain | hello | {'text':'hello'}",
        "200 | `` | hello | {'text':'hello'}",
        "200 | application/xml | <a/> | {'text':'<a/>'}",
        "204 | `` | `` | {'status':204}",
        "201 | image/png | xx | {'content-length':'2','content-type':'image/png','dropped':'2 bytes"
            + " of image/png','status':201}"
      })
  void a_response_is_translated_by_its_type(int status, String type, String body, String result) {
    try (var service = new Service();
        var shop = shop(service)) {
      service.does(answer(status, type, body.replace('\'', '"')));
      assertThat(json(shop.call("placeOrder", ORDER))).isEqualTo(result.replace('\'', '"'));
    }
  }

  @Test
  void a_read_of_what_is_no_text_fails_and_a_head_tells_the_headers() {
    try (var service = new Service();
        var shop = shop(service)) {
      service.does(answer(200, "image/png", "xx"));
      assertThat(failed(shop.call("getStock", "{'sku':'a'}")).fault())
          .isEqualTo(ToolFault.MALFORMED);
      service.does(answer(200, "image/png", "", "ETag", "e1"));
      assertThat(json(shop.call("head_stock_sku", "{'sku':'a'}")))
          .contains("\"etag\":\"e1\"")
          .contains("\"status\":200");
    }
  }

  @Test
  void nobody_there_means_that_nothing_was_sent() throws IOException {
    try (var service = new Service()) {
      var gone = "http://127.0.0.1:" + freePort();
      var _ = Shop.styles(home, service);
      var settings = "{'openapi':'styles.yaml','base-url':'" + gone + "'}";
      try (var shop = new Shop(home, settings, TOOLS)) {
        var answer = failed(shop.call("placeOrder", ORDER));
        assertThat(answer.fault()).isEqualTo(ToolFault.UNAVAILABLE);
        assertThat(answer.message()).endsWith("; nothing was sent");
      }
      assertThat(service.seen).isEmpty();
    }
  }

  @Test
  void a_call_is_given_up_at_its_timeout_and_its_late_answer_is_told() throws Exception {
    var go = new CountDownLatch(1);
    try (var service = new Service();
        var shop = shop(service)) {
      service.does(exchange -> {
        awaitQuietly(go);
        answer(200, "application/json", "{\"late\":1}").with(exchange);
      });
      var began = System.nanoTime();
      var answer = failed(shop.call("placeOrder", ORDER, SHORT, 1));
      assertThat(Duration.ofNanos(System.nanoTime() - began))
          .isBetween(SHORT, SHORT.plusSeconds(5));
      assertThat(answer.fault()).isEqualTo(ToolFault.TIMEOUT);
      assertThat(shop.late).isEmpty();
      go.countDown();
      assertThat(json(shop.late.poll(10, TimeUnit.SECONDS))).isEqualTo("{\"late\":1}");
    }
  }

  @Test
  void a_slow_drip_does_not_outlast_the_timeout() {
    var go = new CountDownLatch(1);
    try (var service = new Service();
        var shop = shop(service)) {
      service.does(exchange -> {
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write('{');
        exchange.getResponseBody().flush();
        awaitQuietly(go);
      });
      assertThat(failed(shop.call("getStock", "{'sku':'a'}", SHORT, 1)).fault())
          .isEqualTo(ToolFault.TIMEOUT);
      go.countDown();
    }
  }

  @Test
  void a_read_follows_a_redirect_within_its_service_and_no_other_is_followed() {
    try (var service = new Service();
        var other = new Service();
        var shop = shop(service)) {
      service.does(exchange -> {
        var moved = exchange.getRequestURI().getPath().endsWith("/b");
        (moved ? answer(200, "text/plain", "b") : answer(307, "", "", "Location", "/v1/stock/b"))
            .with(exchange);
      });
      assertThat(json(shop.call("getStock", "{'sku':'a'}"))).isEqualTo("{\"text\":\"b\"}");

      service.does(answer(302, "", "", "Location", other.url() + "/x?token=1"));
      var elsewhere = failed(shop.call("getStock", "{'sku':'a'}"));
      assertThat(elsewhere.message()).contains("a redirect to").doesNotContain("token");
      assertThat(failed(shop.call("placeOrder", ORDER)).fault()).isEqualTo(ToolFault.MALFORMED);
      assertThat(other.seen).isEmpty();

      service.does(answer(302, "", "", "Location", "/v1/stock/a"));
      assertThat(failed(shop.call("getStock", "{'sku':'a'}")).message()).contains("not followed");
      assertThat(service.seen).hasSize(2 + 1 + 1 + 6);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void cut(com.sun.net.httpserver.HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, 100);
    exchange.getResponseBody().write("{\"a\":".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    exchange.getResponseBody().flush();
    throw new IOException("cut");
  }

  private static void awaitQuietly(CountDownLatch go) {
    try {
      var _ = go.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private Shop shop(Service service) {
    var _ = Shop.styles(home, service);
    return new Shop(home, "{'openapi':'styles.yaml'}", TOOLS);
  }

  private static Failed failed(Answer answer) {
    assertThat(answer).isInstanceOf(Failed.class);
    return (Failed) answer;
  }

  private static String json(Answer answer) {
    assertThat(answer).isInstanceOf(Returned.class);
    return ((Returned) answer).result().json();
  }
}
