package dev.interlock.adapters.langchain4j;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A body that is taken off the wire piece by piece, no faster than it is read: it holds at most
 * what the JDK hands over at once. One thread reads; any may close.
 */
final class StreamedBody implements BodySubscriber<StreamedBody>, AutoCloseable {

  private sealed interface Arrived {}

  private record Bytes(ByteBuffer bytes) implements Arrived {}

  private record End(@Nullable Throwable failure) implements Arrived {}

  private final BlockingQueue<Arrived> arrived = new LinkedBlockingQueue<>();
  private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();

  @Override
  public CompletionStage<StreamedBody> getBody() {
    return CompletableFuture.completedFuture(this);
  }

  @Override
  public void onSubscribe(Flow.Subscription upstream) {
    var _ = subscription.complete(upstream);
    upstream.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    var bytes = ByteBuffer.allocate(buffers.stream().mapToInt(ByteBuffer::remaining).sum());
    buffers.forEach(bytes::put);
    arrived.add(new Bytes(bytes));
  }

  @Override
  public void onError(Throwable failure) {
    arrived.add(new End(failure));
  }

  @Override
  public void onComplete() {
    arrived.add(new End(null));
  }

  /**
   * Waits for the next bytes; returns null at the end.
   *
   * @throws TimeoutException if none came within {@code nanos}
   * @throws IOException if the connection broke
   */
  @Nullable ByteBuffer next(long nanos) throws TimeoutException, InterruptedException, IOException {
    var next = arrived.poll(nanos, TimeUnit.NANOSECONDS);
    return switch (next) {
      case null -> throw new TimeoutException();
      case Bytes(var bytes) -> {
        subscription.join().request(1);
        yield bytes.flip();
      }
      case End(IOException failure) -> throw failure;
      case End(var failure) when failure != null -> throw new IOException(failure);
      case End _ -> null;
    };
  }

  /** Hangs up, now or as soon as there is somebody to hang up on. */
  @Override
  public void close() {
    var _ = subscription.thenAccept(Flow.Subscription::cancel);
  }
}
