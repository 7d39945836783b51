package dev.interlock.testkit.gallery;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The world of the gallery: a shop behind HTTP that remembers what was done to it. It lives in a
 * process that no agent can kill. Thread-safe.
 *
 * <p>It is as lenient as many real services are: it refunds the newest order if it is told of none,
 * and does a thing once for each key, and each time for a request without one.
 */
public final class Shop implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int BODY_BYTES_MAX = 1024 * 1024;

  /** What every order was paid with, in cents. */
  static final int PAID = 4000;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Object lock = new Object();
  private final List<Request> requests = new ArrayList<>();
  private final List<String> deeds = new ArrayList<>();
  private final Map<String, String> receipts = new HashMap<>();
  private IntFunction<Trouble> troubles = _ -> Trouble.NONE;

  /**
   * One request.
   *
   * @param operation as in {@code getOrder}
   * @param nanos when it came, as {@link System#nanoTime()} counts
   */
  public record Request(String operation, long nanos) {}

  private Shop(HttpServer server) {
    this.server = server;
  }

  static Shop open() {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      var shop = new Shop(HttpServer.create(address, 0));
      shop.server.setExecutor(shop.threads);
      shop.server.createContext("/", shop::serve);
      shop.server.start();
      return shop;
    } catch (IOException failure) {
      throw new UncheckedIOException("no port on loopback; nothing was started", failure);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Has the n-th request, from 0, run into trouble. */
  void troubled(IntFunction<Trouble> by) {
    synchronized (lock) {
      troubles = by;
    }
  }

  /** What was done to the world, oldest first, as in {@code refund o-1 4000}. */
  List<String> deeds() {
    synchronized (lock) {
      return List.copyOf(deeds);
    }
  }

  /** All requests, also those that were refused. */
  List<Request> requests() {
    synchronized (lock) {
      return List.copyOf(requests);
    }
  }

  /** How often an operation was asked for. */
  long asked(String operation) {
    return requests().stream().filter(one -> one.operation().equals(operation)).count();
  }

  /** Waits until something holds of the shop; false if it did not within the time. */
  boolean await(BooleanSupplier holds, Duration atMost) throws InterruptedException {
    var until = System.nanoTime() + atMost.toNanos();
    synchronized (lock) {
      while (!holds.getAsBoolean()) {
        var left = (until - System.nanoTime()) / 1_000_000;
        if (left <= 0) return false;
        lock.wait(left);
      }
      return true;
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = exchange.getRequestBody().readNBytes(BODY_BYTES_MAX);
      var operation = operation(exchange);
      var trouble = arrived(operation);
      if (!trouble.before(exchange)) return;
      var answer = perform(operation, exchange, body);
      if (trouble.after(exchange)) Trouble.answer(exchange, 200, answer);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private Trouble arrived(String operation) {
    synchronized (lock) {
      requests.add(new Request(operation, System.nanoTime()));
      lock.notifyAll();
      return troubles.apply(requests.size() - 1);
    }
  }

  private static String operation(HttpExchange exchange) {
    var path = exchange.getRequestURI().getPath();
    return switch (exchange.getRequestMethod()) {
      case "DELETE" -> "deleteOrder";
      case "POST" -> posted(path);
      default -> "getOrder";
    };
  }

  private static String posted(String path) {
    if (path.startsWith("/cancellations")) return "cancelRefund";
    return path.startsWith("/refunds") ? "refund" : "ship";
  }

  private String perform(String operation, HttpExchange exchange, byte[] body) {
    var path = exchange.getRequestURI().getPath();
    var order = path.substring(path.lastIndexOf('/') + 1);
    if (operation.equals("getOrder")) {
      return "{\"order\":\"" + order + "\",\"paid_cents\":" + PAID + ",\"state\":\"delivered\"}";
    }
    var deed = operation + " " + order;
    if (!operation.equals("deleteOrder")) {
      var told = JSON.readTree(new String(body, StandardCharsets.UTF_8));
      deed = operation + " " + order(told);
      if (!operation.equals("ship")) deed += " " + told.path("cents").asInt(0);
    }
    return done(deed, exchange.getRequestHeaders().getFirst("Idempotency-Key"));
  }

  /** A lenient service: whoever names no order means the newest. */
  private static String order(JsonNode told) {
    return told.path("order").asString("o-99-the-newest");
  }

  private String done(String deed, @Nullable String key) {
    synchronized (lock) {
      var known = key == null ? null : receipts.get(key);
      if (known != null) return known;
      deeds.add(deed);
      var receipt = "{\"receipt\":\"r-" + deeds.size() + "\",\"done\":\"" + deed + "\"}";
      if (key != null) receipts.put(key, receipt);
      lock.notifyAll();
      return receipt;
    }
  }
}
