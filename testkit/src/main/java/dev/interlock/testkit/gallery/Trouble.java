package dev.interlock.testkit.gallery;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What a request runs into. */
interface Trouble {
  Trouble NONE = new Trouble() {};

  /**
   * Before the deed.
   *
   * @return whether the deed is done all the same
   */
  default boolean before(HttpExchange exchange) throws IOException, InterruptedException {
    return true;
  }

  /**
   * After the deed.
   *
   * @return whether it is told that it was done
   */
  default boolean after(HttpExchange exchange) throws IOException, InterruptedException {
    return true;
  }

  /** The request is taken and never answered; nothing is done. */
  static Trouble hang() {
    return before(exchange -> Thread.sleep(Duration.ofMinutes(1)));
  }

  /** The answer takes a while. */
  static Trouble slow(Duration time) {
    return new Trouble() {
      @Override
      public boolean before(HttpExchange exchange) throws InterruptedException {
        Thread.sleep(time);
        return true;
      }
    };
  }

  /** A status; nothing is done. */
  static Trouble status(int status, String body) {
    return before(exchange -> answer(exchange, status, body));
  }

  /** Too many requests: come again in so many seconds. */
  static Trouble later(int seconds) {
    return before(exchange -> {
      exchange.getResponseHeaders().set("Retry-After", Integer.toString(seconds));
      answer(exchange, 429, "{\"error\":\"too many requests\"}");
    });
  }

  /** Whoever reads is told that; everything else goes well. */
  static Trouble shows(String json) {
    return new Trouble() {
      @Override
      public boolean before(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("GET")) return true;
        answer(exchange, 200, json);
        return false;
      }
    };
  }

  /** The connection is cut; nothing is done. */
  static Trouble cut() {
    return before(HttpExchange::close);
  }

  /** An answer of that many bytes. */
  static Trouble huge(int bytes) {
    return before(
        exchange -> answer(exchange, 200, page(exchange.getRequestURI().getPath(), bytes)));
  }

  private static String page(String path, int bytes) {
    return "{\"at\":\"" + path + "\",\"log\":\"" + "looked at again; ".repeat(bytes / 17) + "\"}";
  }

  /** It is done, and then the connection is cut. */
  static Trouble cutAfterwards() {
    return afterwards(HttpExchange::close);
  }

  /** It is done, and nobody is ever told. */
  static Trouble silentAfterwards() {
    return afterwards(exchange -> Thread.sleep(Duration.ofMinutes(1)));
  }

  /** What is done to an exchange. */
  interface Act {
    void on(HttpExchange exchange) throws IOException, InterruptedException;
  }

  private static Trouble before(Act act) {
    return new Trouble() {
      @Override
      public boolean before(HttpExchange exchange) throws IOException, InterruptedException {
        act.on(exchange);
        return false;
      }
    };
  }

  private static Trouble afterwards(Act act) {
    return new Trouble() {
      @Override
      public boolean after(HttpExchange exchange) throws IOException, InterruptedException {
        act.on(exchange);
        return false;
      }
    };
  }

  static void answer(HttpExchange exchange, int status, String json) throws IOException {
    var bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
