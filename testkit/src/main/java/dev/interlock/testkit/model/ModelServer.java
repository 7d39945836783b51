package dev.interlock.testkit.model;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The engine of every fake: a server on loopback that does as it is told, one {@link Behaviour} per
 * request, in order. Thread-safe.
 */
final class ModelServer implements AutoCloseable {
  private static final int REQUEST_BYTES_MAX = 16 * 1024 * 1024;

  private final Protocol protocol;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Semaphore hangUps = new Semaphore(0);
  private final Object lock = new Object();
  private final Queue<Behaviour> script = new ArrayDeque<>();
  private final List<Received> received = new ArrayList<>();
  private Behaviour otherwise =
      Behaviour.refused(400, Map.of(), "invalid_request_error", "the fake's script is used up");

  private ModelServer(Protocol protocol, HttpServer server) {
    this.protocol = protocol;
    this.server = server;
  }

  static ModelServer start(Protocol protocol, Behaviour... script) {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      var fake = new ModelServer(protocol, HttpServer.create(address, 0));
      fake.then(script);
      fake.server.setExecutor(fake.threads);
      fake.server.createContext("/", fake::handle);
      fake.server.start();
      return fake;
    } catch (IOException e) {
      throw new UncheckedIOException("no port on loopback; nothing was started", e);
    }
  }

  String baseUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + protocol.path();
  }

  void then(Behaviour... next) {
    synchronized (lock) {
      script.addAll(List.of(next));
    }
  }

  void otherwise(Behaviour always) {
    synchronized (lock) {
      otherwise = always;
    }
  }

  List<Received> requests() {
    synchronized (lock) {
      return List.copyOf(received);
    }
  }

  boolean awaitHangUp(Duration atMost) throws InterruptedException {
    return hangUps.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var request = read(exchange);
      next(request).perform(new Behaviour.Turn(protocol, exchange, request, closed));
    } catch (IOException _) {
      hangUps.release();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private Behaviour next(Received request) {
    synchronized (lock) {
      received.add(request);
      var told = script.poll();
      return told == null ? otherwise : told;
    }
  }

  private static Received read(HttpExchange exchange) throws IOException {
    var body = exchange.getRequestBody().readNBytes(REQUEST_BYTES_MAX);
    return new Received(
        exchange.getRequestMethod(),
        exchange.getRequestURI().getPath(),
        Objects.requireNonNullElse(exchange.getRequestURI().getQuery(), ""),
        exchange.getRequestHeaders(),
        new String(body, StandardCharsets.UTF_8));
  }
}
