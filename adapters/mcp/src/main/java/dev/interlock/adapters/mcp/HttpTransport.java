package dev.interlock.adapters.mcp;

import dev.interlock.kernel.failure.ToolFault;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Carries the SDK session's messages over streamable HTTP: one session, one POST for each message,
 * one virtual thread for each POST. Thread-safe.
 *
 * <p>The SDK's own transport is not used: it cannot tell what was not sent, has no bound on what it
 * reads, and does not say why an exchange failed.
 */
final class HttpTransport implements Wire {
  private final HttpSettings settings;
  private final HttpSession session;
  private final LastLines notes = new LastLines();
  private final Map<String, Errand> unanswered = new ConcurrentHashMap<>();
  private final Set<Thread> workers = ConcurrentHashMap.newKeySet();
  private final CompletableFuture<@Nullable Void> lost = new CompletableFuture<>();
  private volatile boolean forgotten;
  private volatile boolean announces;
  private volatile Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler =
      message -> message;

  HttpTransport(HttpSettings settings) {
    this.settings = settings;
    this.session = new HttpSession(settings);
  }

  @Override
  public ServerLabel label() {
    return settings.label();
  }

  @Override
  public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
    return Mono.fromRunnable(() -> this.handler = handler);
  }

  /** Begins to send a message; fails with {@link NotSentException} if it never will be. */
  @Override
  public Mono<Void> sendMessage(JSONRPCMessage message) {
    return Mono.fromRunnable(() -> send(message));
  }

  @Override
  public CompletableFuture<@Nullable Void> lost() {
    return lost;
  }

  @Override
  public boolean isLost() {
    return forgotten || lost.isDone();
  }

  @Override
  public boolean withdraw(Ticket ticket) {
    return unanswered.values().stream()
        .filter(errand -> errand.params() == ticket)
        .anyMatch(errand -> errand.body().withdraw());
  }

  @Override
  public void answer(String id, Breakage breakage, String message) {
    if (unanswered.remove(id) != null) deliver(Messages.error(id, breakage, message));
  }

  @Override
  public void agreed(String version, boolean announces) {
    session.speaks(version);
    this.announces = announces;
  }

  @Override
  public String lastWords() {
    return wordsSoFar();
  }

  @Override
  public String wordsSoFar() {
    var said = label().oneLine(notes.last());
    var state = isLost() ? "is no longer in session" : "is still in session";
    return state + (said.isEmpty() ? "" : ", last word: " + said);
  }

  @Override
  public void end() {
    session.leave();
    kill();
  }

  @Override
  public void kill() {
    lose();
    workers.forEach(Thread::interrupt);
    session.close();
  }

  private void send(JSONRPCMessage message) {
    if (isLost()) throw new NotSentException("the session has ended");
    var line = Messages.line(message);
    switch (message) {
      case JSONRPCRequest request -> {
        var id = request.id().toString();
        var initialises = request.method().equals(McpSchema.METHOD_INITIALIZE);
        var errand = Errand.of(id, request.params(), line, initialises);
        unanswered.put(id, errand);
        if (request.params() instanceof Ticket ticket) ticket.drawn(id);
        var _ = work(id, () -> perform(errand));
      }
      case JSONRPCNotification notification
          when notification.method().equals(McpSchema.METHOD_NOTIFICATION_INITIALIZED) -> {
        // The server must have heard this before it hears anything else.
        var told = work("initialized", () -> perform(Errand.of(null, null, line, false)));
        ServerProcess.join(told, HttpSession.CONNECT_WITHIN);
        if (announces) listen();
      }
      default -> {
        var _ = work("notice", () -> perform(Errand.of(null, null, line, false)));
      }
    }
  }

  private void listen() {
    var listening = new HttpListening(session, this::take, this::isLost);
    var _ = work("listen", listening::listen);
  }

  private Thread work(String task, Runnable body) {
    var worker =
        Thread.ofVirtual()
            .name("mcp-" + label().name() + "-" + task)
            .unstarted(() -> {
              try {
                body.run();
              } finally {
                workers.remove(Thread.currentThread());
              }
            });
    workers.add(worker);
    worker.start();
    return worker;
  }

  /** Carries one message there and its answer back; an answer of some kind always comes. */
  private void perform(Errand errand) {
    var exchange = new HttpExchange(session, errand, this::take, this::isWaitedFor);
    try {
      exchange.perform();
      if (errand.id() != null) {
        answer(errand.id(), Breakage.of(ToolFault.MALFORMED), "the answer is to another request");
      }
    } catch (HttpExchange.BrokenException broken) {
      notes.add(String.valueOf(broken.getMessage()));
      if (broken.isSessionLost()) forgotten = true; // before anybody can hear the answer
      if (errand.id() != null) {
        answer(errand.id(), broken.breakage(), String.valueOf(broken.getMessage()));
      }
      if (forgotten) lose();
    }
  }

  private boolean isWaitedFor(Errand errand) {
    return errand.id() != null && unanswered.containsKey(errand.id()) && !isLost();
  }

  private void take(JSONRPCMessage message) {
    if (message instanceof JSONRPCResponse response
        && unanswered.remove(response.id().toString()) == null) {
      return;
    }
    deliver(message);
  }

  private void deliver(JSONRPCMessage message) {
    var _ =
        handler.apply(Mono.just(message)).subscribe(_ -> {}, error -> notes.add(error.toString()));
  }

  private void lose() {
    var _ = lost.complete(null);
  }
}
