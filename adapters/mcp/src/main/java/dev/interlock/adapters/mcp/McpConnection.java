package dev.interlock.adapters.mcp;

import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.effect.Pulse;
import dev.interlock.runtime.effect.ToolSource.Answer;
import dev.interlock.runtime.effect.ToolSource.Call;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientSession;
import io.modelcontextprotocol.spec.McpClientSession.NotificationHandler;
import io.modelcontextprotocol.spec.McpClientSession.RequestHandler;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * One life of one server: requests by the SDK's session over a {@link Wire}. Thread-safe; any
 * number of calls share it. Once lost it stays lost.
 */
final class McpConnection {
  private static final TypeRef<Value.Obj> TREE = new TypeRef<>() {};

  /** The SDK wants a limit of its own; ours is the call's, and a late answer is let in after it. */
  private static final Duration SESSION_LIMIT = Duration.ofDays(365);

  private static final int ABANDONED_MAX = 256;

  private final Wire wire;
  private final McpClientSession session;
  private final ToolAnswers answers;
  private final AtomicBoolean listChanged = new AtomicBoolean();
  private final Progress progress;
  private final ArrayDeque<String> abandoned = new ArrayDeque<>();

  /** Begins to read and write; says nothing yet. */
  McpConnection(Wire wire) {
    this.wire = wire;
    this.answers = new ToolAnswers(wire.label());
    this.progress = new Progress(wire.label());
    this.session =
        new McpClientSession(SESSION_LIMIT, wire, requests(), notices(), started -> started);
    var _ = wire.lost().thenRun(session::close);
  }

  /** Sends a request; the future fails with McpError, NotSentException or a lost session. */
  CompletableFuture<Value.Obj> send(String method, Ticket ticket) {
    return session.sendRequest(method, ticket, TREE).toFuture();
  }

  /** Sends a notification, if it can still be sent. */
  void tell(String method, Value.Obj params) {
    var _ = session.sendNotification(method, new Ticket(params)).subscribe(_ -> {}, _ -> {});
  }

  /**
   * Makes one call and waits for its answer no longer than {@code deadline}, and no longer than its
   * heartbeat after it was sent or the server last reported progress of it.
   */
  Answer call(Call call, Asking asking, Deadline deadline) {
    var pulse = new Pulse(call.patience());
    if (call.patience().heartbeat() == null) return call(call, asking, deadline, pulse);
    var token = progress.begin(pulse);
    try {
      return call(call, asking.reporting(token), deadline, pulse);
    } finally {
      progress.end(token);
    }
  }

  private Answer call(Call call, Asking asking, Deadline deadline, Pulse pulse) {
    var ticket = new Ticket(asking.params());
    var reply = send(asking.method(), ticket);
    var answer =
        reply.thenApply(result -> asking.reading().apply(answers, result)).toCompletableFuture();
    try {
      return pulse.await(answer, deadline.nanosLeft());
    } catch (TimeoutException late) {
      return abandon(call, ticket, answer, ToolFault.TIMEOUT, String.valueOf(late.getMessage()));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return abandon(call, ticket, answer, ToolFault.NETWORK, "the wait was interrupted");
    } catch (ExecutionException failure) {
      return failed(failure.getCause(), asking);
    }
  }

  /** Whether nothing can be sent any more; what the server said before it ended may still come. */
  boolean isLost() {
    return wire.isLost();
  }

  /** Whether a call must not be sent before the source has looked after the connection. */
  boolean needsCare() {
    return isLost() || listChanged.get();
  }

  /** Remembers that the tools must be listed again before the next call. */
  void listChanged() {
    listChanged.set(true);
  }

  /** Whether the server has announced another list of tools since this was asked last. */
  boolean takeListChanged() {
    return listChanged.getAndSet(false);
  }

  void end() {
    wire.end();
  }

  void kill() {
    wire.kill();
  }

  /**
   * Gives up waiting. What has not been written is withdrawn and cannot begin any more; what has
   * been is cancelled as the protocol has it, and the server may heed that or not: whatever it
   * still answers goes to the call's {@code late}.
   */
  private Answer abandon(
      Call call, Ticket ticket, CompletableFuture<Answer> reply, ToolFault fault, String why) {
    var id = ticket.id();
    if (id == null || wire.withdraw(ticket)) {
      if (id != null) wire.answer(id, Breakage.of(ToolFault.UNAVAILABLE), "withdrawn");
      return answers.failed(ToolFault.UNAVAILABLE, why + "; nothing was sent");
    }
    var _ =
        reply.whenCompleteAsync(
            (answer, error) -> tellLate(call, answer, error),
            task -> Thread.ofVirtual().start(task));
    remember(id);
    tell(
        "notifications/cancelled",
        Value.Obj.EMPTY.with("requestId", Value.of(id)).with("reason", Value.of(why)));
    return answers.failed(fault, why);
  }

  private void tellLate(Call call, @Nullable Answer answer, @Nullable Throwable error) {
    if (answer != null) call.late().accept(answer);
    else if (error != null
        && error.getCause() instanceof McpError said
        && !(said.getJsonRpcError().data() instanceof Breakage)) {
      call.late().accept(answers.of(said));
    }
  }

  /** The SDK's session never forgets a request by itself, and some servers never answer one. */
  private void remember(String id) {
    String oldest = null;
    synchronized (abandoned) {
      abandoned.addLast(id);
      if (abandoned.size() > ABANDONED_MAX) oldest = abandoned.removeFirst();
    }
    if (oldest != null) wire.answer(oldest, Breakage.of(ToolFault.NETWORK), "forgotten");
  }

  private Answer failed(@Nullable Throwable cause, Asking asking) {
    return switch (cause) {
      case McpError error when asking.isOfResource() -> answers.ofResource(error);
      case McpError error -> answers.of(error);
      case NotSentException error ->
          answers.failed(ToolFault.UNAVAILABLE, error.getMessage() + "; nothing was sent");
      case null, default ->
          answers.failed(ToolFault.NETWORK, "the server " + wire.lastWords() + ", during the call");
    };
  }

  private static Map<String, RequestHandler<?>> requests() {
    return Map.of(McpSchema.METHOD_PING, _ -> Mono.just(Value.Obj.EMPTY));
  }

  /** Everything that a server may announce; only progress and a new list are of interest. */
  private Map<String, NotificationHandler> notices() {
    return Map.of(
        McpSchema.METHOD_NOTIFICATION_PROGRESS,
        params -> Mono.fromRunnable(() -> progress.reported(params)),
        McpSchema.METHOD_NOTIFICATION_TOOLS_LIST_CHANGED,
        _ -> Mono.fromRunnable(this::listChanged),
        McpSchema.METHOD_NOTIFICATION_RESOURCES_LIST_CHANGED,
        _ -> Mono.fromRunnable(this::listChanged));
  }
}
