package dev.interlock.adapters.langchain4j;

import dev.interlock.adapters.langchain4j.Heard.Answered;
import dev.interlock.adapters.langchain4j.Heard.Lost;
import dev.interlock.adapters.langchain4j.Heard.Streamed;
import dev.interlock.kernel.failure.ModelFault;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * LangChain4j's way to the network, over the JDK's client. Thread-safe.
 *
 * <p>The deadline covers a whole attempt, from connecting to the last byte: the JDK's own request
 * timeout ends with the headers, and a body that drips would hold a run for ever. At the deadline,
 * and on an interrupt, the connection is closed. Always HTTP/1.1: offered HTTP/2 in clear text, as
 * the JDK does by default, vLLM drops the request's body and LM Studio never answers. Redirects are
 * not followed, so that a key stays with the address it was given for.
 */
final class Transport implements HttpClient, AutoCloseable {
  static final String THREAD_NAME = "interlock-model-";

  private final ScopedValue<Attempt> current = ScopedValue.newInstance();
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name(THREAD_NAME, 0).factory());
  private final java.net.http.HttpClient http =
      java.net.http.HttpClient.newBuilder()
          .version(Version.HTTP_1_1)
          .followRedirects(Redirect.NEVER)
          .executor(threads)
          .build();

  /** Does {@code call}, in which every request made by this thread belongs to {@code attempt}. */
  void within(Attempt attempt, Runnable call) {
    ScopedValue.where(current, attempt).run(call);
  }

  @Override
  public SuccessfulHttpResponse execute(HttpRequest request) {
    var attempt = current.get();
    attempt.begin();
    var heard = send(request, attempt, BoundedBody::of, Transport::answered);
    attempt.hear(heard);
    return switch (heard) {
      case Streamed _ -> throw new IllegalStateException("a stream where none was asked for");
      case Lost lost -> throw new HttpException(0, lost.message());
      case Answered answered when !answered.successful() ->
          throw new HttpException(answered.status(), "");
      case Answered answered ->
          SuccessfulHttpResponse.builder().statusCode(200).body(answered.body()).build();
    };
  }

  /** Reads the stream itself: the parser that LangChain4j hands over knows no deadline. */
  @Override
  public void execute(
      HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
    var attempt = current.get();
    attempt.begin();
    try (var body = new StreamedBody()) {
      attempt.hear(
          send(request, attempt, _ -> body, answer -> new StreamReading(answer, attempt).read()));
    }
  }

  /** Makes of an answer what was heard. */
  private interface Reading<T> {
    Heard read(HttpResponse<T> answer) throws TimeoutException, InterruptedException, IOException;
  }

  private <T> Heard send(
      HttpRequest request, Attempt attempt, BodyHandler<T> handler, Reading<T> reading) {
    var wire = onTheWire(request, attempt);
    // Not sendAsync: the JDK completes that on the common pool, which the application may have
    // busy.
    var exchange = threads.submit(() -> http.send(wire, handler));
    try {
      return reading.read(exchange.get(attempt.nanosLeft(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException _) {
      var message = "no whole answer within " + attempt.timeout().toMillis() + " ms";
      return new Lost(ModelFault.TIMEOUT, message, true);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Lost(ModelFault.NETWORK, "interrupted while waiting for the answer", true);
    } catch (ExecutionException e) {
      return Breakage.of(e.getCause());
    } catch (IOException e) {
      return Breakage.of(e);
    } finally {
      exchange.cancel(true);
    }
  }

  private static Answered answered(HttpResponse<BoundedBody.Taken> response) {
    var body = response.body();
    return new Answered(response.statusCode(), response.headers(), body.text(), body.whole());
  }

  private static java.net.http.HttpRequest onTheWire(HttpRequest request, Attempt attempt) {
    var wire = java.net.http.HttpRequest.newBuilder(URI.create(request.url()));
    request
        .headers()
        .forEach((name, values) ->
            values.stream()
                .filter(value -> !value.endsWith(Settings.NO_KEY))
                .forEach(value -> wire.header(name, value)));
    return wire.POST(BodyPublishers.ofString(attempt.body(request.body()))).build();
  }

  /** What LangChain4j's models are built with; it hands out this one client. */
  HttpClientBuilder builder() {
    return new Ready(this);
  }

  /** Ends what is under way. Waits at most one second for the threads to be gone. */
  @Override
  public void close() {
    http.shutdownNow();
    threads.shutdownNow();
    try {
      var _ = http.awaitTermination(Duration.ofSeconds(1));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Its time limits are ignored: an attempt has one of its own. */
  private record Ready(Transport transport) implements HttpClientBuilder {
    @Override
    public @Nullable Duration connectTimeout() {
      return null;
    }

    @Override
    public HttpClientBuilder connectTimeout(Duration timeout) {
      return this;
    }

    @Override
    public @Nullable Duration readTimeout() {
      return null;
    }

    @Override
    public HttpClientBuilder readTimeout(Duration timeout) {
      return this;
    }

    @Override
    public HttpClient build() {
      return transport;
    }
  }
}
