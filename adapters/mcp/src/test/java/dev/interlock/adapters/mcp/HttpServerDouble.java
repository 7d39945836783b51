package dev.interlock.adapters.mcp;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.interlock.kernel.value.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An MCP server over streamable HTTP with one tool, {@code look}, that answers {@code tools/call}
 * as a test tells it.
 */
final class HttpServerDouble implements AutoCloseable {

  /** What it does with one request; may do anything to the connection. */
  interface Doing {
    void with(HttpExchange exchange, Value.Obj message) throws IOException;
  }

  /** One request as it came. */
  record Seen(String line, Headers headers, String method) {}

  static final String FIRST = "Looks something up";

  final List<Seen> seen = new CopyOnWriteArrayList<>();
  volatile Doing calling = result("{\"content\":[{\"type\":\"text\",\"text\":\"found\"}]}");
  volatile Doing streaming = (exchange, _) -> status(exchange, 405, "");
  volatile Doing cancelling = (exchange, _) -> status(exchange, 202, "");
  volatile String description = FIRST;
  volatile Doing initialising = this::initialise;
  private final AtomicInteger sessions = new AtomicInteger();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  HttpServerDouble() {
    this(0);
  }

  HttpServerDouble(int port) {
    try {
      this.server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    server.setExecutor(threads);
    server.createContext("/", this::take);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  String url() {
    return "http://127.0.0.1:" + port() + "/mcp";
  }

  /** Forgets the session that it has given out. */
  void forget() {
    sessions.incrementAndGet();
  }

  long count(String method) {
    return seen.stream().filter(one -> one.method().equals(method)).count();
  }

  static Doing result(String json) {
    return (exchange, message) -> json(exchange, response(message, json));
  }

  static String response(Value.Obj message, String json) {
    return "{\"jsonrpc\":\"2.0\",\"id\":"
        + message.get("id").orElseThrow().json()
        + ",\"result\":"
        + json
        + "}";
  }

  static void json(HttpExchange exchange, String body) throws IOException {
    answer(exchange, 200, "application/json", body);
  }

  static void status(HttpExchange exchange, int status, String body) throws IOException {
    answer(exchange, status, "text/plain", body);
  }

  static void answer(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  /** Begins a stream of events; the connection stays open. */
  static void events(HttpExchange exchange, String events) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    exchange.getResponseBody().write(events.getBytes(StandardCharsets.UTF_8));
    exchange.getResponseBody().flush();
  }

  private void take(HttpExchange exchange) throws IOException {
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    var message = JsonTree.parse(body).map(Value.Obj.class::cast).orElse(Value.Obj.EMPTY);
    var method =
        message.get("method").orElse(Value.Null.NULL) instanceof Value.Text(var text) ? text : "";
    seen.add(
        new Seen(
            exchange.getRequestMethod() + " " + exchange.getRequestURI(),
            exchange.getRequestHeaders(),
            method));
    if (method.equals("initialize")) initialising.with(exchange, message);
    else if (!name().equals(exchange.getRequestHeaders().getFirst("Mcp-Session-Id"))) {
      status(exchange, 404, "no such session");
    } else if (exchange.getRequestMethod().equals("GET")) streaming.with(exchange, message);
    else serve(exchange, message, method);
  }

  private void serve(HttpExchange exchange, Value.Obj message, String method) throws IOException {
    switch (method) {
      case "tools/list" ->
          json(
              exchange,
              response(
                  message,
                  "{\"tools\":[{\"name\":\"look\",\"description\":\""
                      + description
                      + "\",\"inputSchema\":{\"type\":\"object\"}}]}"));
      case "tools/call" -> calling.with(exchange, message);
      case "notifications/cancelled" -> cancelling.with(exchange, message);
      default -> status(exchange, 202, "");
    }
  }

  private void initialise(HttpExchange exchange, Value.Obj message) throws IOException {
    exchange.getResponseHeaders().set("Mcp-Session-Id", name());
    json(
        exchange,
        response(
            message,
            "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{\"tools\":{\"listChanged\":"
                + "true}},\"serverInfo\":{\"name\":\"double\",\"version\":\"1\"}}"));
  }

  private String name() {
    return "session-" + sessions.get();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
