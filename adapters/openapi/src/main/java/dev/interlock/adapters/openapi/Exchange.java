package dev.interlock.adapters.openapi;

import dev.interlock.runtime.http.Origin;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Set;

/** Sends one request and reads the response, within bounds. Blocks; an interrupt ends it. */
final class Exchange {
  static final int RESPONSE_BYTES_MAX = 8 * 1024 * 1024;

  private static final int REDIRECTS_MAX = 5;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private final HttpClient client;
  private final Origin origin;

  Exchange(HttpClient client, Origin origin) {
    this.client = client;
    this.origin = origin;
  }

  /**
   * A response.
   *
   * @param body no more than {@link #RESPONSE_BYTES_MAX} bytes
   * @param whole whether nothing of the body was left out
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  record Reply(int status, HttpHeaders headers, byte[] body, boolean whole) {}

  /**
   * Sends the request. A read is sent on where the service redirects it within itself; nothing is
   * ever sent elsewhere.
   *
   * @throws IOException if the exchange broke off
   * @throws InterruptedException if it was interrupted; the connection is given up
   */
  Reply perform(HttpRequest request) throws IOException, InterruptedException {
    origin.refuseRebound();
    var next = request;
    for (var hop = 0; ; hop++) {
      var reply = send(next);
      if (!REDIRECTS.contains(reply.status()) || hop == REDIRECTS_MAX) return reply;
      var target = target(next, reply);
      if (!next.method().equals("GET") && !next.method().equals("HEAD")) return reply;
      if (target == null || !origin.admits(target)) return reply;
      next = HttpRequest.newBuilder(next, (_, _) -> true).uri(target).build();
    }
  }

  private Reply send(HttpRequest request) throws IOException, InterruptedException {
    var response = client.send(request, BodyHandlers.ofInputStream());
    try (var body = response.body()) {
      var bytes = body.readNBytes(RESPONSE_BYTES_MAX + 1);
      var whole = bytes.length <= RESPONSE_BYTES_MAX;
      return new Reply(
          response.statusCode(), response.headers(), whole ? bytes : new byte[0], whole);
    }
  }

  private static @org.jspecify.annotations.Nullable URI target(HttpRequest from, Reply reply) {
    try {
      return reply.headers().firstValue("location").map(from.uri()::resolve).orElse(null);
    } catch (IllegalArgumentException notOne) {
      return null;
    }
  }
}
