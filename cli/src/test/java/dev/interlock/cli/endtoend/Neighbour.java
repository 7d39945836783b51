package dev.interlock.cli.endtoend;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A machine next door: an MCP server at {@code /mcp} and a shop beside it. */
final class Neighbour implements AutoCloseable {

  /** One request as it came. */
  record Seen(String line, Headers headers, String body) {}

  final List<Seen> seen = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  Neighbour() {
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

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The only request whose line begins so. */
  Seen only(String beginning) {
    var found = seen.stream().filter(one -> one.line().startsWith(beginning)).toList();
    if (found.size() != 1) throw new AssertionError(found.size() + " of " + beginning);
    return found.getFirst();
  }

  private void take(HttpExchange exchange) throws IOException {
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    var line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    seen.add(new Seen(line, exchange.getRequestHeaders(), body));
    if (line.startsWith("GET /stock/")) answer(exchange, 200, "{\"pieces\":7}");
    else if (line.equals("POST /orders")) answer(exchange, 201, "{\"order\":\"o-1\"}");
    else if (line.equals("POST /mcp")) speak(exchange, (Value.Obj) Json.parse(body));
    else answer(exchange, 405, "{}");
  }

  private void speak(HttpExchange exchange, Value.Obj message) throws IOException {
    var id = message.get("id");
    if (id.isEmpty()) {
      answer(exchange, 202, "");
      return;
    }
    var result =
        switch (((Value.Text) message.get("method").orElseThrow()).value()) {
          case "initialize" ->
              "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{\"tools\":{},\"resources\":{}},\"serverInfo\":{\"name\":\"next"
                  + " door\",\"version\":\"1\"}}";
          case "tools/list" ->
              "{\"tools\":[{\"name\":\"look\",\"description\":\"Looks\",\"inputSchema\":{\"type\":"
                  + "\"object\",\"properties\":{\"what\":{\"type\":\"string\"}}}}]}";
          case "resources/list" -> "{\"resources\":[]}";
          case "resources/templates/list" ->
              "{\"resourceTemplates\":[{\"uriTemplate\":\"docs://{page}\",\"name\":\"Pages\"}]}";
          case "resources/read" -> "{\"contents\":[{\"uri\":\"x\",\"text\":\"from 9 to 5\"}]}";
          default -> "{\"content\":[{\"type\":\"text\",\"text\":\"nothing on it\"}]}";
        };
    answer(
        exchange,
        200,
        "{\"jsonrpc\":\"2.0\",\"id\":" + id.get().json() + ",\"result\":" + result + "}");
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    var bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
