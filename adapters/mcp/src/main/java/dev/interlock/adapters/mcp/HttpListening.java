package dev.interlock.adapters.mcp;

import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Listens to what a server says of its own accord, as long as its session lasts. A stream that ends
 * is opened again, after a pause that grows while nothing comes. For one thread; blocks.
 */
final class HttpListening {
  private static final int OK = 200;
  private static final Duration PAUSE_MIN = Duration.ofSeconds(1);
  private static final Duration PAUSE_MAX = Duration.ofSeconds(60);

  private final HttpSession session;
  private final Consumer<JSONRPCMessage> taking;
  private final BooleanSupplier over;
  private @Nullable String lastId;
  private Duration pause = PAUSE_MIN;

  HttpListening(HttpSession session, Consumer<JSONRPCMessage> taking, BooleanSupplier over) {
    this.session = session;
    this.taking = taking;
    this.over = over;
  }

  /** Listens until the session is over or the server says that it has nothing to tell. */
  void listen() {
    try {
      while (!over.getAsBoolean() && stream()) {
        Thread.sleep(pause);
        if (pause.compareTo(PAUSE_MAX) < 0) pause = pause.multipliedBy(2);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Reads one stream to its end; false if the server has none. */
  private boolean stream() throws InterruptedException {
    try {
      var response = session.stream(lastId);
      try (var body = response.body()) {
        var type = response.headers().firstValue("content-type").orElse("");
        if (response.statusCode() != OK || !type.startsWith("text/event-stream")) {
          return response.statusCode() >= 500;
        }
        var reader = new EventReader(body, HttpSession.MESSAGE_BYTES_MAX);
        for (var event = reader.next(); event != null; event = reader.next()) {
          if (event.whole()) JsonTree.parse(event.data()).flatMap(Messages::read).ifPresent(taking);
          pause = PAUSE_MIN;
        }
        lastId = reader.lastId() == null ? lastId : reader.lastId();
        var asked = reader.retry();
        if (asked != null && asked.compareTo(PAUSE_MIN) > 0) pause = asked;
      }
    } catch (IOException cut) {
      // The next round opens it again.
    }
    return true;
  }
}
