package dev.interlock.adapters.langchain4j;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Takes in a body up to a bound, then hangs up. The bound is on what is held in memory, and does
 * not trust a Content-Length.
 */
final class BoundedBody implements BodySubscriber<BoundedBody.Taken> {
  /** The longest answer that is read, in bytes. */
  static final int ANSWER_BYTES_MAX = 10_000_000;

  /** How much of a refusal is read, in bytes; its beginning says enough. */
  static final int REFUSAL_BYTES_MAX = 64 * 1024;

  private final int bytesMax;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CompletableFuture<Taken> taken = new CompletableFuture<>();
  private Flow.@Nullable Subscription subscription;

  /**
   * What was taken in.
   *
   * @param text the bytes as UTF-8, which JSON always is
   * @param whole false if there was more
   */
  record Taken(String text, boolean whole) {}

  private BoundedBody(int bytesMax) {
    this.bytesMax = bytesMax;
  }

  static BoundedBody of(ResponseInfo response) {
    return new BoundedBody(response.statusCode() / 100 == 2 ? ANSWER_BYTES_MAX : REFUSAL_BYTES_MAX);
  }

  @Override
  public CompletionStage<Taken> getBody() {
    return taken;
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    this.subscription = subscription;
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (var buffer : buffers) {
      if (taken.isDone()) return;
      var room = bytesMax - bytes.size();
      var chunk = new byte[Math.min(buffer.remaining(), room)];
      buffer.get(chunk);
      bytes.writeBytes(chunk);
      if (buffer.hasRemaining()) hangUp();
    }
  }

  private void hangUp() {
    if (subscription != null) subscription.cancel();
    taken.complete(new Taken(bytes.toString(StandardCharsets.UTF_8), false));
  }

  @Override
  public void onError(Throwable failure) {
    taken.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    taken.complete(new Taken(bytes.toString(StandardCharsets.UTF_8), true));
  }
}
