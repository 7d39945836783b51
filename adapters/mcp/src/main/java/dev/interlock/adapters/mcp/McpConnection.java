package dev.interlock.adapters.mcp;

import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.kernel.value.Value;
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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * One life of one server: requests by the SDK's session over {@link StdioTransport}. Thread-safe;
 * any number of calls share it. Once lost it stays lost.
 */
final class McpConnection {
  private static final TypeRef<Value.Obj> TREE = new TypeRef<>() {};

  /** The SDK wants a limit of its own; ours is the call's, and a late answer is let in after it. */
  private static final Duration SESSION_LIMIT = Duration.ofDays(365);

  private static final int ABANDONED_MAX = 256;

  private final ServerProcess server;
  private final StdioTransport transport;
  private final McpClientSession session;
  private final ToolAnswers answers;
  private final AtomicBoolean listChanged = new AtomicBoolean();
  private final ArrayDeque<String> abandoned = new ArrayDeque<>();

  /** Begins to read and write; says nothing yet. */
  McpConnection(ServerProcess server) {
    this.server = server;
    this.answers = new ToolAnswers(server.command());
    this.transport = new StdioTransport(server);
    this.session =
        new McpClientSession(SESSION_LIMIT, transport, requests(), notices(), started -> started);
    var _ = transport.lost().thenRun(session::close);
  }

  /** Sends a request; the future fails with McpError, NotSentException or a lost session. */
  CompletableFuture<Value.Obj> send(String method, Ticket ticket) {
    return session.sendRequest(method, ticket, TREE).toFuture();
  }

  /** Sends a notification, if it can still be sent. */
  void tell(String method, Value.Obj params) {
    var _ = session.sendNotification(method, new Ticket(params)).subscribe(_ -> {}, _ -> {});
  }

  /** Makes one call and waits for its answer no longer than {@code deadline}. */
  Answer call(Call call, Deadline deadline) {
    var ticket = new Ticket(params(call));
    var reply = send(McpSchema.METHOD_TOOLS_CALL, ticket);
    try {
      return answers.of(reply.get(deadline.nanosLeft(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException late) {
      return abandon(call, ticket, reply, ToolFault.TIMEOUT, "no answer in " + call.timeout());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return abandon(call, ticket, reply, ToolFault.NETWORK, "the wait was interrupted");
    } catch (ExecutionException failure) {
      return failed(failure.getCause());
    }
  }

  /** Whether nothing can be sent any more; what the server said before it ended may still come. */
  boolean isLost() {
    return transport.lost().isDone() || !server.isAlive();
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
    transport.end();
  }

  void kill() {
    transport.kill();
  }

  /**
   * Gives up waiting. What has not been written is withdrawn and cannot begin any more; what has
   * been is cancelled as the protocol has it, and the server may heed that or not: whatever it
   * still answers goes to the call's {@code late}.
   */
  private Answer abandon(
      Call call, Ticket ticket, CompletableFuture<Value.Obj> reply, ToolFault fault, String why) {
    var id = ticket.id();
    if (id == null || transport.withdraw(ticket)) {
      if (id != null) transport.answer(id, ToolFault.UNAVAILABLE, "withdrawn");
      return answers.failed(
          ToolFault.UNAVAILABLE, why + "; the server does not read its input, nothing was sent");
    }
    var _ =
        reply.whenCompleteAsync(
            (result, error) -> tellLate(call, result, error),
            task -> Thread.ofVirtual().start(task));
    remember(id);
    tell(
        "notifications/cancelled",
        Value.Obj.EMPTY.with("requestId", Value.of(id)).with("reason", Value.of(why)));
    return answers.failed(fault, why);
  }

  private void tellLate(Call call, Value.@Nullable Obj result, @Nullable Throwable error) {
    if (result != null) call.late().accept(answers.of(result));
    else if (error instanceof McpError said
        && !(said.getJsonRpcError().data() instanceof ToolFault)) {
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
    if (oldest != null) transport.answer(oldest, ToolFault.NETWORK, "forgotten");
  }

  private Answer failed(@Nullable Throwable cause) {
    return switch (cause) {
      case McpError error -> answers.of(error);
      case NotSentException error ->
          answers.failed(ToolFault.UNAVAILABLE, error.getMessage() + "; nothing was sent");
      case null, default ->
          answers.failed(
              ToolFault.NETWORK, "the server " + server.lastWords() + ", during the call");
    };
  }

  /** The same key in every attempt, for servers that know it there. */
  private static Value.Obj params(Call call) {
    var meta =
        Value.Obj.EMPTY
            .with("dev.interlock/idempotency-key", Value.of(call.context().key()))
            .with("dev.interlock/run", Value.of(call.context().run().text()))
            .with("dev.interlock/attempt", Value.of(call.context().attempt()));
    return Value.Obj.EMPTY
        .with("name", Value.of(call.tool()))
        .with("arguments", call.arguments())
        .with("_meta", meta);
  }

  private static Map<String, RequestHandler<?>> requests() {
    return Map.of(McpSchema.METHOD_PING, _ -> Mono.just(Value.Obj.EMPTY));
  }

  /** Everything that a server may announce; only a new list of tools is of interest. */
  private Map<String, NotificationHandler> notices() {
    return Map.of(
        McpSchema.METHOD_NOTIFICATION_TOOLS_LIST_CHANGED,
        _ -> Mono.fromRunnable(this::listChanged));
  }
}
