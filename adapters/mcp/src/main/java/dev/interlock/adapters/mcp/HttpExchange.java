package dev.interlock.adapters.mcp;

import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.runtime.http.Failures;
import dev.interlock.runtime.http.RetryAfter;
import dev.interlock.runtime.http.Statuses;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Carries one message to the server and what comes of it back: one JSON message, or a stream of
 * events, taken up again where the server cut it off and said how. For one thread; blocks.
 */
final class HttpExchange {
  private static final int OK = 200;
  private static final int ACCEPTED = 202;
  private static final int NO_CONTENT = 204;
  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;
  private static final int RESUMPTIONS_MAX = 100;
  private static final int SAID_BYTES_MAX = 300;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** The exchange failed; what that means for the deed. */
  static final class BrokenException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Breakage breakage;
    private final boolean sessionLost;

    BrokenException(ToolFault fault, String message) {
      this(new Breakage(fault, null), message, false);
    }

    BrokenException(Breakage breakage, String message, boolean sessionLost) {
      super(message);
      this.breakage = breakage;
      this.sessionLost = sessionLost;
    }

    Breakage breakage() {
      return breakage;
    }

    boolean isSessionLost() {
      return sessionLost;
    }
  }

  private final HttpSession session;
  private final Errand errand;
  private final Consumer<JSONRPCMessage> taking;
  private final Predicate<Errand> waitedFor;

  /**
   * @param taking is given every message that the server sends
   * @param waitedFor whether the errand's own answer has not come yet, and is still of interest
   */
  HttpExchange(
      HttpSession session,
      Errand errand,
      Consumer<JSONRPCMessage> taking,
      Predicate<Errand> waitedFor) {
    this.session = session;
    this.errand = errand;
    this.taking = taking;
    this.waitedFor = waitedFor;
  }

  /**
   * Carries it.
   *
   * @throws BrokenException if no answer of the server's own came
   */
  void perform() throws BrokenException {
    try {
      read(session.post(errand));
    } catch (IOException failure) {
      throw broken(failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new BrokenException(ToolFault.NETWORK, "the exchange was given up");
    }
  }

  private void read(HttpResponse<InputStream> response)
      throws IOException, InterruptedException, BrokenException {
    try (var body = response.body()) {
      if (response.statusCode() != OK) {
        refused(response, body);
        return;
      }
      if (errand.initialises()) {
        response.headers().firstValue("mcp-session-id").ifPresent(session::named);
      }
      if (errand.id() == null) return;
      var type = response.headers().firstValue("content-type").orElse("");
      switch (bare(type)) {
        case "application/json" -> message(body);
        case "text/event-stream" -> events(body);
        default ->
            throw new BrokenException(
                ToolFault.MALFORMED, "the answer is of type '" + type + "', not JSON or events");
      }
    }
  }

  private void message(InputStream body) throws IOException, BrokenException {
    var bytes = body.readNBytes(HttpSession.MESSAGE_BYTES_MAX + 1);
    if (bytes.length > HttpSession.MESSAGE_BYTES_MAX) throw tooLarge();
    take(new String(bytes, StandardCharsets.UTF_8));
  }

  private void events(InputStream first) throws IOException, InterruptedException, BrokenException {
    var resume = readEvents(first, new Resume(null, PAUSE));
    for (var times = 0; waitedFor.test(errand); times++) {
      if (resume.lastId() == null || times == RESUMPTIONS_MAX) {
        throw new BrokenException(ToolFault.NETWORK, "the stream ended before the answer");
      }
      Thread.sleep(resume.pause());
      var response = session.stream(resume.lastId());
      try (var body = response.body()) {
        if (response.statusCode() != OK) {
          throw new BrokenException(
              ToolFault.NETWORK,
              "the stream ended before the answer, and was not taken up again: status "
                  + response.statusCode());
        }
        resume = readEvents(body, resume);
      }
    }
  }

  /**
   * Where to go on when a stream has been cut off.
   *
   * @param lastId null if the server does not let anybody go on
   */
  private record Resume(@Nullable String lastId, Duration pause) {}

  /** Reads until the answer has come, or the stream ends. */
  private Resume readEvents(InputStream in, Resume before) throws IOException, BrokenException {
    var reader = new EventReader(in, HttpSession.MESSAGE_BYTES_MAX);
    try {
      for (var event = reader.next(); event != null; event = reader.next()) {
        if (!event.whole()) throw tooLarge();
        take(event.data());
        if (!waitedFor.test(errand)) break;
      }
    } catch (IOException cut) {
      if (reader.lastId() == null && before.lastId() == null) throw cut;
    }
    return new Resume(
        reader.lastId() == null ? before.lastId() : reader.lastId(),
        reader.retry() == null ? before.pause() : reader.retry());
  }

  private void take(String text) throws BrokenException {
    var message = JsonTree.parse(text).flatMap(Messages::read);
    if (message.isEmpty()) {
      throw new BrokenException(ToolFault.MALFORMED, "the answer is not JSON-RPC");
    }
    taking.accept(message.get());
  }

  private void refused(HttpResponse<InputStream> response, InputStream body)
      throws IOException, BrokenException {
    var status = response.statusCode();
    var accepted = status == ACCEPTED || status == NO_CONTENT;
    if (accepted && errand.id() == null) return;
    if (accepted || status < 300) {
      throw new BrokenException(ToolFault.MALFORMED, "no answer came (status " + status + ")");
    }
    var said = said(body);
    if (isForgotten(status, said)) {
      throw new BrokenException(
          Breakage.of(ToolFault.UNAVAILABLE),
          "the server has forgotten the session; nothing was begun",
          true);
    }
    var where = response.headers().firstValue("location").map(to -> ", a redirect to " + to);
    throw new BrokenException(
        new Breakage(Statuses.fault(status), RetryAfter.of(response.headers())),
        "status " + status + where.orElse(said.isEmpty() ? "" : ": " + said),
        false);
  }

  /** The standard says 404; the reference servers say 400 and name the session. */
  private boolean isForgotten(int status, String said) {
    if (!session.isNamed() || errand.initialises()) return false;
    return status == NOT_FOUND
        || (status == BAD_REQUEST && said.toLowerCase(Locale.ROOT).contains("session"));
  }

  private static String said(InputStream body) throws IOException {
    return new String(body.readNBytes(SAID_BYTES_MAX), StandardCharsets.UTF_8);
  }

  private BrokenException broken(IOException failure) {
    var words = Failures.words(failure);
    return Failures.beforeSending(failure)
        ? new BrokenException(
            ToolFault.UNAVAILABLE, "cannot be reached: " + words + "; nothing was sent")
        : new BrokenException(ToolFault.NETWORK, "the exchange broke off: " + words);
  }

  private static BrokenException tooLarge() {
    return new BrokenException(ToolFault.TOO_LARGE, "answer of more than 32 MiB");
  }

  private static String bare(String type) {
    var end = type.indexOf(';');
    return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }
}
