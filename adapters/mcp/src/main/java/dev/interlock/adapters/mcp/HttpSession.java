package dev.interlock.adapters.mcp;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What all requests of one session share: the client, the address, the headers. Thread-safe. */
final class HttpSession {
  static final Duration CONNECT_WITHIN = Duration.ofSeconds(10);

  /** What is held of one message; more is not read. */
  static final int MESSAGE_BYTES_MAX = 32 * 1024 * 1024;

  private static final Duration LEAVE_WITHIN = Duration.ofSeconds(1);

  private final HttpSettings settings;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(CONNECT_WITHIN)
          .build();
  private volatile @Nullable String id;
  private volatile @Nullable String version;

  HttpSession(HttpSettings settings) {
    this.settings = settings;
  }

  /** Whether the server has given the session a name; only then can it forget it. */
  boolean isNamed() {
    return id != null;
  }

  /** The session's name, from the answer to {@code initialize}. */
  void named(String sessionId) {
    this.id = sessionId;
  }

  void speaks(String agreed) {
    this.version = agreed;
  }

  /** Sends a message; the body of the response is not read yet. */
  HttpResponse<InputStream> post(Errand errand) throws IOException, InterruptedException {
    return send(
        request()
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .POST(errand.body()));
  }

  /**
   * Asks for a stream of events.
   *
   * @param lastId of the last event that was seen; null for a new stream
   */
  HttpResponse<InputStream> stream(@Nullable String lastId)
      throws IOException, InterruptedException {
    var request = request().header("Accept", "text/event-stream").GET();
    if (lastId != null) request.header("Last-Event-ID", lastId);
    return send(request);
  }

  /** Tells the server that the session is over, if it has one; what it says of that is ignored. */
  void leave() {
    if (id == null) return;
    try {
      var request = request().DELETE().timeout(LEAVE_WITHIN).build();
      var _ = client.send(request, BodyHandlers.discarding());
    } catch (IOException gone) {
      // The server will find out by itself.
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }

  void close() {
    client.shutdownNow();
  }

  private HttpResponse<InputStream> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    settings.origin().refuseRebound();
    return client.send(request.build(), BodyHandlers.ofInputStream());
  }

  private HttpRequest.Builder request() {
    var request = HttpRequest.newBuilder(settings.uri());
    settings.headers().forEach(request::header);
    var session = id;
    var agreed = version;
    if (session != null) request.header("Mcp-Session-Id", session);
    if (agreed != null) request.header("MCP-Protocol-Version", agreed);
    return request;
  }
}
