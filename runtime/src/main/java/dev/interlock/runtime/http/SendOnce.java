package dev.interlock.runtime.http;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A request body that is sent at most once, and not at all once it has been taken back. A request
 * whose body was never begun cannot have been acted upon. Thread-safe.
 */
public final class SendOnce implements BodyPublisher {
  private enum State {
    NEW,
    BEGUN,
    WITHDRAWN
  }

  private final BodyPublisher body;
  private final AtomicReference<State> state = new AtomicReference<>(State.NEW);

  /**
   * @param bytes at least one byte; an empty body is not asked for by the client
   */
  public SendOnce(byte[] bytes) {
    if (bytes.length == 0) throw new IllegalArgumentException("a body of no bytes");
    this.body = BodyPublishers.ofByteArray(bytes);
  }

  @Override
  public long contentLength() {
    return body.contentLength();
  }

  @Override
  public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
    if (state.compareAndSet(State.NEW, State.BEGUN)) {
      body.subscribe(subscriber);
      return;
    }
    subscriber.onSubscribe(
        new Subscription() {
          @Override
          public void request(long count) {}

          @Override
          public void cancel() {}
        });
    subscriber.onError(new IOException("the request is not sent (again): it was " + state.get()));
  }

  /** Takes the request back; true if no byte of the body has been or will be sent. */
  public boolean withdraw() {
    var _ = state.compareAndSet(State.NEW, State.WITHDRAWN);
    return state.get() == State.WITHDRAWN;
  }
}
