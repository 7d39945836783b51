package dev.interlock.adapters.langchain4j;

import dev.interlock.adapters.langchain4j.Heard.Answered;
import dev.interlock.adapters.langchain4j.Heard.Lost;
import dev.interlock.adapters.langchain4j.Heard.Streamed;
import dev.interlock.kernel.failure.ModelFault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Reads one answer that comes in pieces, telling its words as they arrive, up to the deadline and
 * up to the bound on its bytes. A stream that ends before the answer does is a lost connection,
 * never an answer. What does not come as a stream, a refusal for one, is taken in whole.
 */
final class StreamReading {
  private final HttpResponse<StreamedBody> response;
  private final Attempt attempt;
  private final Assembly assembly;
  private @Nullable Duration firstToken;
  private int bytes;

  StreamReading(HttpResponse<StreamedBody> response, Attempt attempt) {
    this.response = response;
    this.attempt = attempt;
    this.assembly = attempt.assembly();
  }

  Heard read() throws TimeoutException, InterruptedException, IOException {
    var type = response.headers().firstValue("content-type").orElse("").toLowerCase(Locale.ROOT);
    var serverSent = type.contains("event-stream");
    if (response.statusCode() / 100 != 2) return inOne(BoundedBody.REFUSAL_BYTES_MAX);
    if (!serverSent && !type.contains("ndjson")) return inOne(BoundedBody.ANSWER_BYTES_MAX);
    return events(new EventLines(serverSent));
  }

  private Answered inOne(int bytesMax) throws TimeoutException, InterruptedException, IOException {
    var taken = new ByteArrayOutputStream();
    var whole = true;
    for (var next = next(); whole && next != null; next = whole ? next() : null) {
      var bytes = new byte[Math.min(next.remaining(), bytesMax - taken.size())];
      next.get(bytes);
      taken.writeBytes(bytes);
      whole = !next.hasRemaining();
    }
    var text = taken.toString(StandardCharsets.UTF_8);
    return new Answered(response.statusCode(), response.headers(), text, whole);
  }

  private Heard events(EventLines lines)
      throws TimeoutException, InterruptedException, IOException {
    for (var next = next(); next != null; next = next()) {
      bytes += next.remaining();
      if (bytes > BoundedBody.ANSWER_BYTES_MAX) return malformed(AnswerReading.TOO_LONG);
      var end = take(lines.take(next));
      if (end.isPresent()) return end.get();
    }
    var end = take(lines.rest());
    if (end.isPresent()) return end.get();
    if (assembly.whole()) return assembled();
    return new Lost(
        ModelFault.NETWORK, "connection lost (the stream ended before the answer)", true);
  }

  /** Returns what to end with, if one of the events ends it. */
  private Optional<Heard> take(Iterable<String> events) {
    for (var event : events) {
      if (event.equals("[DONE]")) {
        assembly.end();
      } else {
        var json = Body.json(event);
        if (json.isEmpty()) return Optional.of(malformed("an event of the stream is not JSON"));
        attempt.tell(assembly.add(json.get()));
      }
      if (firstToken == null && assembly.spoken()) firstToken = attempt.gone();
      if (assembly.over()) return Optional.of(assembled());
    }
    return Optional.empty();
  }

  private @Nullable ByteBuffer next() throws TimeoutException, InterruptedException, IOException {
    return response.body().next(attempt.nanosLeft());
  }

  private Streamed assembled() {
    return new Streamed(response.headers(), assembly.body(), firstToken);
  }

  private static Lost malformed(String message) {
    return new Lost(ModelFault.MALFORMED, message, true);
  }
}
