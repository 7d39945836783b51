package dev.interlock.benchmarks.outage;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Calls the service as one does by hand. Thread-safe. */
final class Http implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** It did not work. */
  static final class NoSuccessException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoSuccessException(String message) {
      super(message);
    }
  }

  /**
   * Makes one call.
   *
   * @throws NoSuccessException if there was no answer, or one that is no success
   */
  String get(URI address) {
    var request = HttpRequest.newBuilder(address).timeout(TIMEOUT).build();
    try {
      var response = client.send(request, BodyHandlers.ofString());
      if (response.statusCode() == 200) return response.body();
      throw new NoSuccessException("status " + response.statusCode() + ": " + response.body());
    } catch (IOException failure) {
      throw new NoSuccessException("no answer: " + failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new NoSuccessException("interrupted");
    }
  }

  /** Counts on by one. */
  String count(URI service, int run, int n) {
    return get(service.resolve("/count/" + run + "/" + n));
  }

  @Override
  public void close() {
    client.close();
  }
}
