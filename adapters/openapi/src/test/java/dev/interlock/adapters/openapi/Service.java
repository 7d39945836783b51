package dev.interlock.adapters.openapi;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A service on loopback that does what a test tells it, and remembers what it was asked. */
final class Service implements AutoCloseable {

  /** What it does with a request; may do anything to the connection. */
  interface Doing {
    void with(HttpExchange exchange) throws IOException;
  }

  /** One request as it came. */
  record Seen(String line, com.sun.net.httpserver.Headers headers, String body) {}

  final List<Seen> seen = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile Doing doing = answer(200, "application/json", "{\"ok\":true}");

  Service() {
    try {
      this.server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    server.setExecutor(threads);
    server.createContext("/", this::take);
    server.start();
  }

  void does(Doing next) {
    this.doing = next;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  Seen last() {
    return seen.getLast();
  }

  static Doing answer(int status, String type, String body, String... headers) {
    return exchange -> {
      for (var i = 0; i < headers.length; i += 2) {
        exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
      }
      if (!type.isEmpty()) exchange.getResponseHeaders().set("Content-Type", type);
      var bytes = body.getBytes(StandardCharsets.UTF_8);
      var none = bytes.length == 0 || exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(status, none ? -1 : bytes.length);
      if (!none) exchange.getResponseBody().write(bytes);
      exchange.close();
    };
  }

  private void take(HttpExchange exchange) throws IOException {
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    var line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    seen.add(new Seen(line, exchange.getRequestHeaders(), body));
    doing.with(exchange);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
