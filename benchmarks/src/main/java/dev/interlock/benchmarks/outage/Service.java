package dev.interlock.benchmarks.outage;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An HTTP service on loopback that adds one: {@code GET /count/RUN/N}. While it is out of order it
 * answers 503 to everything. It knows when each request came. Thread-safe.
 */
public final class Service implements AutoCloseable {
  private static final int BACKLOG = 4096;

  private final Arrivals arrivals = new Arrivals();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  /** Opens it on a free port. */
  public Service() throws IOException {
    // Else the server closes connections while clients send on them: 200 may be idle, and for 30 s.
    System.setProperty("sun.net.httpserver.maxIdleConnections", "20000");
    System.setProperty("sun.net.httpserver.idleInterval", "600");
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    server.setExecutor(threads);
    server.createContext("/count/", this::count);
    server.createContext("/outage/", this::outage);
    server.createContext("/arrivals", this::report);
    server.start();
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void count(HttpExchange exchange) throws IOException {
    var words = words(exchange);
    var works = arrivals.came(words[2] + "/" + words[3]);
    if (works) answer(exchange, 200, "{\"counted\":" + (Integer.parseInt(words[3]) + 1) + "}");
    else answer(exchange, 503, "{\"error\":\"out of order\"}");
  }

  /** From now on, and for so many milliseconds, it is out of order. */
  private void outage(HttpExchange exchange) throws IOException {
    arrivals.breakFor(Duration.ofMillis(Long.parseLong(words(exchange)[2])));
    answer(exchange, 200, "{}");
  }

  private void report(HttpExchange exchange) throws IOException {
    answer(exchange, 200, arrivals.lines());
  }

  private static String[] words(HttpExchange exchange) {
    var words = exchange.getRequestURI().getPath().split("/", -1);
    return Arrays.copyOf(words, Math.max(words.length, 4));
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    try (exchange) {
      var bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
