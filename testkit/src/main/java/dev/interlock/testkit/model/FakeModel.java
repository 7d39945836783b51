package dev.interlock.testkit.model;

import java.time.Duration;
import java.util.List;

/**
 * A model server on loopback that speaks one protocol and does as it is told, one {@link Behaviour}
 * per request, in order. Answers come in pieces where the request wants them so.
 *
 * <p>Thread-safe. A request for which nothing is left in the script is answered with status 400,
 * which no client tries again, unless {@link #otherwise} said what to do.
 */
public abstract sealed class FakeModel implements AutoCloseable
    permits FakeOpenAi, FakeAnthropic, FakeGoogle, FakeOllama {
  private final ModelServer server;

  FakeModel(ModelServer server) {
    this.server = server;
  }

  /** What an agent file's {@code base-url} is set to. */
  public String baseUrl() {
    return server.baseUrl();
  }

  /** Adds to the script. */
  public void then(Behaviour... next) {
    server.then(next);
  }

  /** Says what to do with every request after the script is used up. */
  public void otherwise(Behaviour always) {
    server.otherwise(always);
  }

  /** Everything received so far, oldest first. */
  public List<Received> requests() {
    return server.requests();
  }

  /**
   * Waits until a client has closed its connection while an answer was being written to it. Each
   * such hang-up is told once.
   *
   * @return false if none did within {@code atMost}
   */
  public boolean awaitHangUp(Duration atMost) throws InterruptedException {
    return server.awaitHangUp(atMost);
  }

  /** Stops at once; whoever still waits for an answer is cut off. */
  @Override
  public void close() {
    server.close();
  }
}
