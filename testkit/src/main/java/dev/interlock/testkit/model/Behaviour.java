package dev.interlock.testkit.model;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What a {@link FakeModel} does with one request. A lambda may decide by what it received. */
@FunctionalInterface
public interface Behaviour {

  /** An {@link IOException} means that the client hung up. */
  void perform(Turn turn) throws IOException, InterruptedException;

  /** The model answers in words. */
  static Completion reply(String text) {
    return Completion.saying(text);
  }

  /** The model proposes tool calls. */
  static Completion calls(Completion.Call... calls) {
    return Completion.calling(List.of(calls));
  }

  /** A status with a JSON body. */
  static Behaviour status(int code, String body) {
    return status(code, Map.of(), body);
  }

  /** A status with headers and a body, JSON unless the headers say otherwise. */
  static Behaviour status(int code, Map<String, String> headers, String body) {
    return turn -> turn.answer(code, headers, body.getBytes(StandardCharsets.UTF_8));
  }

  /** Status 200 with any body. */
  static Behaviour rawBody(String contentType, String body) {
    return status(200, Map.of("Content-Type", contentType), body);
  }

  /** A refusal in the words of the protocol. */
  static Behaviour refused(int code, Map<String, String> headers, String type, String message) {
    return turn -> {
      var body = turn.wire().error(code, type, message).toString();
      turn.answer(code, headers, body.getBytes(StandardCharsets.UTF_8));
    };
  }

  /** Takes the request and never answers. */
  static Behaviour hang() {
    return turn -> turn.closed().await();
  }

  /** Answers at once and then sends one blank every 20 ms, for ever. */
  static Behaviour drip() {
    return turn -> {
      var out = turn.open(0);
      do {
        out.write(' ');
        out.flush();
      } while (!turn.closed().await(20, TimeUnit.MILLISECONDS));
    };
  }

  /** Sends blanks as fast as they are taken, for ever. */
  static Behaviour flood() {
    return turn -> {
      var blanks = " ".repeat(64 * 1024).getBytes(StandardCharsets.UTF_8);
      var out = turn.open(0);
      while (turn.closed().getCount() > 0) out.write(blanks);
    };
  }

  /** Closes the connection instead of answering. */
  static Behaviour cut() {
    return turn -> turn.exchange().close();
  }

  /** Promises 1000 bytes, sends a few and closes the connection. */
  static Behaviour cutInBody() {
    return turn -> {
      var out = turn.open(1000);
      out.write("{\"id\":".getBytes(StandardCharsets.UTF_8));
      out.flush();
      turn.exchange().close();
    };
  }

  /** Does the same after a while; the while ends early when the server is closed. */
  default Behaviour after(Duration pause) {
    return turn -> {
      var _ = turn.closed().await(pause.toNanos(), TimeUnit.NANOSECONDS);
      perform(turn);
    };
  }

  /**
   * One request and the means to answer it.
   *
   * @param protocol how the server speaks
   * @param exchange the connection
   * @param request what was received
   * @param closed reaches zero when the server is closed
   */
  record Turn(Protocol protocol, HttpExchange exchange, Received request, CountDownLatch closed) {

    Wire wire() {
      return protocol.wire();
    }

    /**
     * Begins an answer that comes in pieces.
     *
     * @param length bytes promised; 0 for chunks without end
     */
    void begin(long length) throws IOException {
      exchange.getResponseHeaders().set("Content-Type", wire().streamType());
      exchange.sendResponseHeaders(200, length);
    }

    /** Writes a piece of an answer that comes in pieces, at once. */
    public void write(String piece) throws IOException {
      if (exchange.getResponseCode() == -1) begin(0);
      var out = exchange.getResponseBody();
      out.write(piece.getBytes(StandardCharsets.UTF_8));
      out.flush();
    }

    /** Answers whole. */
    public void answer(int status, Map<String, String> headers, byte[] body) throws IOException {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      headers.forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      if (body.length > 0) exchange.getResponseBody().write(body);
    }

    /**
     * Begins an answer with status 200.
     *
     * @param length bytes promised; 0 for chunks without end
     */
    public OutputStream open(long length) throws IOException {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, length);
      return exchange.getResponseBody();
    }
  }
}
