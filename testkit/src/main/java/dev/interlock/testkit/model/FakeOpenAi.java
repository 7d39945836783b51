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
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A model server on loopback that speaks OpenAI's chat protocol and does as it is told, one {@link
 * Behaviour} per request, in order.
 *
 * <pre>{@code
 * var look = Behaviour.calls(new Completion.Call("c1", "get_order", "{\"id\":7}"));
 * try (var server = FakeOpenAi.start(look, Behaviour.reply("done"))) {
 *   // run an agent with base-url server.baseUrl(), then look at what it sent
 *   var second = server.requests().get(1).json();
 * }
 * }</pre>
 *
 * <p>Thread-safe. A request for which nothing is left in the script is answered with status 400,
 * which no client tries again, unless {@link #otherwise} said what to do.
 */
public final class FakeOpenAi implements AutoCloseable {
  private static final int REQUEST_BYTES_MAX = 16 * 1024 * 1024;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Semaphore hangUps = new Semaphore(0);
  private final Object lock = new Object();
  private final Queue<Behaviour> script = new ArrayDeque<>();
  private final List<Received> received = new ArrayList<>();
  private Behaviour otherwise =
      Behaviour.status(400, "{\"error\":{\"message\":\"FakeOpenAi: the script is used up\"}}");

  private FakeOpenAi(HttpServer server) {
    this.server = server;
  }

  /** Starts a server on a free port of the loopback interface, with the beginning of its script. */
  public static FakeOpenAi start(Behaviour... script) {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      var fake = new FakeOpenAi(HttpServer.create(address, 0));
      fake.then(script);
      fake.server.setExecutor(fake.threads);
      fake.server.createContext("/", fake::handle);
      fake.server.start();
      return fake;
    } catch (IOException e) {
      throw new UncheckedIOException("no port on loopback; nothing was started", e);
    }
  }

  /** What an agent file's {@code base-url} is set to. */
  public String baseUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  /** Adds to the script. */
  public void then(Behaviour... next) {
    synchronized (lock) {
      script.addAll(List.of(next));
    }
  }

  /** Says what to do with every request after the script is used up. */
  public void otherwise(Behaviour always) {
    synchronized (lock) {
      otherwise = always;
    }
  }

  /** Everything received so far, oldest first. */
  public List<Received> requests() {
    synchronized (lock) {
      return List.copyOf(received);
    }
  }

  /**
   * Waits until a client has closed its connection while an answer was being written to it. Each
   * such hang-up is told once.
   *
   * @return false if none did within {@code atMost}
   */
  public boolean awaitHangUp(Duration atMost) throws InterruptedException {
    return hangUps.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Stops at once; whoever still waits for an answer is cut off. */
  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var request = read(exchange);
      next(request).perform(new Behaviour.Turn(exchange, request, closed));
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
        exchange.getRequestHeaders(),
        new String(body, StandardCharsets.UTF_8));
  }
}
