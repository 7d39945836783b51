package dev.interlock.adapters.openapi;

import dev.interlock.kernel.charter.ToolContract.Descriptor;
import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.runtime.effect.ToolSource;
import dev.interlock.runtime.http.Failures;
import dev.interlock.runtime.http.Origin;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The listed operations of one service. Thread-safe.
 *
 * <p>What this guarantees: a call is answered within its timeout; a call that is answered
 * UNAVAILABLE was not sent; a request goes to the service's own host and port and nowhere else; no
 * secret stands in a message. What it does not: that a service which broke off has done nothing
 * (NETWORK, TIMEOUT), nor that a status means what the standard says.
 */
final class OpenApiToolSource implements ToolSource {
  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(10);

  /** How long an answer that came too late for its call is still of interest. */
  private static final Duration LATE = Duration.ofSeconds(60);

  private final Map<String, Operation> operations;
  private final Map<String, String> servers;
  private final Credentials credentials;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(CONNECT_WITHIN)
          .build();

  /**
   * @param servers the address of each operation's server, references resolved
   */
  OpenApiToolSource(
      Map<String, Operation> operations, Map<String, String> servers, Credentials credentials) {
    this.operations = new TreeMap<>(operations);
    this.servers = Map.copyOf(servers);
    this.credentials = credentials;
  }

  @Override
  public List<Descriptor> describe() {
    return operations.values().stream().map(Operation::descriptor).toList();
  }

  @Override
  public Answer call(Call call) {
    var operation = operations.get(call.tool());
    var server = servers.get(call.tool());
    if (operation == null || server == null) {
      return new Failed(ToolFault.NOT_FOUND, "there is no operation " + call.tool(), null);
    }
    var responses = new Responses(operation, credentials, call.context().attempt());
    try {
      var written = new RequestWriter(operation, call.arguments()).write(server, credentials);
      return sent(call, written, server, responses);
    } catch (UnwritableException unwritable) {
      return responses.failed(
          ToolFault.REFUSED, unwritable.getMessage() + "; nothing was sent", null);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  private Answer sent(
      Call call, RequestWriter.Written written, String server, Responses responses) {
    var exchange = new Exchange(client, Origin.of(server, ""));
    var answered = new CompletableFuture<Answer>();
    var task = new FutureTask<>(() -> exchange.perform(written.request()));
    var worker =
        Thread.ofVirtual()
            .name("http-" + call.tool())
            .start(() -> {
              task.run();
              var _ = answered.complete(answer(task, responses));
            });
    try {
      return answered.get(call.timeout().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      return abandoned(call, written, answered, worker, responses);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      worker.interrupt();
      return responses.failed(ToolFault.NETWORK, "the wait was interrupted", null);
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** What has not been sent is taken back; of what has been, a late answer is still told. */
  private static Answer abandoned(
      Call call,
      RequestWriter.Written written,
      CompletableFuture<Answer> answered,
      Thread worker,
      Responses responses) {
    var body = written.body();
    if (body != null && body.withdraw()) {
      worker.interrupt();
      return responses.failed(
          ToolFault.UNAVAILABLE, "no connection in " + call.timeout() + "; nothing was sent", null);
    }
    var _ =
        answered
            .orTimeout(LATE.toMillis(), TimeUnit.MILLISECONDS)
            .whenCompleteAsync(
                (answer, tooLate) -> {
                  if (tooLate != null) worker.interrupt();
                  else call.late().accept(answer);
                },
                task -> Thread.ofVirtual().start(task));
    return responses.failed(ToolFault.TIMEOUT, "no answer in " + call.timeout(), null);
  }

  private static Answer answer(FutureTask<Exchange.Reply> task, Responses responses) {
    try {
      return responses.of(task.get());
    } catch (ExecutionException failure) {
      var cause = failure.getCause() == null ? failure : failure.getCause();
      return Failures.beforeSending(cause)
          ? responses.failed(
              ToolFault.UNAVAILABLE,
              "cannot be reached: " + Failures.words(cause) + "; nothing was sent",
              null)
          : responses.failed(
              ToolFault.NETWORK, "the exchange broke off: " + Failures.words(cause), null);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return responses.failed(ToolFault.NETWORK, "the exchange was given up", null);
    }
  }
}
