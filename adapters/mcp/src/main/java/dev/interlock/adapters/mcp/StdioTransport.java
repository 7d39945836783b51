package dev.interlock.adapters.mcp;

import dev.interlock.kernel.failure.ToolFault;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Carries the SDK session's messages over the pipes of one process, one line each. Thread-safe.
 *
 * <p>A line of more than 32 MiB is dropped as it is read; if an id of ours stands at either end of
 * it, that request fails as TOO_LARGE. A line with an id of ours that is no message fails that
 * request as MALFORMED. Every other line that is no message is kept as a note and skipped.
 */
final class StdioTransport implements Wire {
  private static final int LINE_BYTES_MAX = 32 * 1024 * 1024;
  private static final int QUEUE_MAX = 1024;
  private static final Duration DRAIN = Duration.ofMillis(300);

  private record Outgoing(String line, @Nullable Object params) {}

  private final ServerProcess server;
  private final BlockingQueue<Outgoing> queue = new LinkedBlockingQueue<>(QUEUE_MAX);
  private final Set<String> unanswered = ConcurrentHashMap.newKeySet();
  private final Thread reader;
  private final Thread writer;
  private volatile Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler =
      message -> message;
  private final CompletableFuture<@Nullable Void> lost = new CompletableFuture<>();

  StdioTransport(ServerProcess server) {
    this.server = server;
    this.reader = server.thread("stdout", this::read);
    this.writer = server.thread("stdin", this::write);
  }

  @Override
  public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
    return Mono.fromRunnable(() -> {
      this.handler = handler;
      reader.start();
      writer.start();
      server.whenEnded(this::drainAndLose);
    });
  }

  /** Queues a message; fails with {@link NotSentException} if it will never be written. */
  @Override
  public Mono<Void> sendMessage(JSONRPCMessage message) {
    return Mono.fromRunnable(() -> queue(message));
  }

  @Override
  public ServerLabel label() {
    return server.label();
  }

  @Override
  public CompletableFuture<@Nullable Void> lost() {
    return lost;
  }

  @Override
  public boolean isLost() {
    return lost.isDone() || !server.isAlive();
  }

  @Override
  public void agreed(String version, boolean announces) {}

  @Override
  public String lastWords() {
    return server.lastWords();
  }

  @Override
  public String wordsSoFar() {
    return server.wordsSoFar();
  }

  @Override
  public boolean withdraw(Ticket ticket) {
    return queue.removeIf(outgoing -> outgoing.params() == ticket);
  }

  @Override
  public void answer(String id, Breakage breakage, String message) {
    if (!unanswered.remove(id)) return;
    deliver(Messages.error(id, breakage, message));
  }

  /** Lets the server end and ends the threads that serve it, within 2 s. */
  @Override
  public void end() {
    end(server::end);
  }

  /**
   * Ends the server by force, and the threads that serve it; of a dead one the last words count.
   */
  @Override
  public void kill() {
    if (!server.isAlive()) drainAndLose();
    end(server::kill);
  }

  private void end(Runnable ending) {
    lose();
    writer.interrupt();
    ending.run();
    ServerProcess.join(reader, DRAIN);
    ServerProcess.join(writer, DRAIN);
  }

  private void queue(JSONRPCMessage message) {
    if (lost.isDone()) throw new NotSentException("the server has ended");
    Object params = null;
    if (message instanceof JSONRPCRequest request) {
      params = request.params();
      unanswered.add(request.id().toString());
      if (params instanceof Ticket ticket) ticket.drawn(request.id().toString());
    }
    if (!queue.offer(new Outgoing(Messages.line(message), params))) {
      if (message instanceof JSONRPCRequest request) unanswered.remove(request.id().toString());
      throw new NotSentException("the server does not read its input");
    }
  }

  private void write() {
    try (var out = server.input()) {
      while (true) {
        out.write((queue.take().line() + "\n").getBytes(StandardCharsets.UTF_8));
        if (queue.isEmpty()) out.flush();
      }
    } catch (IOException | InterruptedException closed) {
      lose();
    }
  }

  private void read() {
    try (var in = server.output()) {
      var lines = new LineReader(in, LINE_BYTES_MAX);
      for (var line = lines.next(); line != null; line = lines.next()) take(line);
    } catch (IOException closed) {
      server.note(String.valueOf(closed.getMessage()));
    } finally {
      lose();
    }
  }

  private void take(LineReader.Line line) {
    if (!line.whole()) {
      unreadable(line.text(), ToolFault.TOO_LARGE, "answer of more than 32 MiB");
      return;
    }
    var message = JsonTree.parse(line.text()).flatMap(Messages::read);
    if (message.isEmpty()) {
      unreadable(line.text(), ToolFault.MALFORMED, "answer is not JSON-RPC");
      return;
    }
    if (message.get() instanceof JSONRPCResponse response) {
      unanswered.remove(response.id().toString());
    }
    deliver(message.get());
  }

  private void unreadable(String text, ToolFault fault, String message) {
    var whose = unanswered.stream().filter(id -> text.contains('"' + id + '"')).findFirst();
    if (whose.isPresent()) answer(whose.get(), Breakage.of(fault), message);
    else server.note(text);
  }

  private void deliver(JSONRPCMessage message) {
    var _ =
        handler
            .apply(Mono.just(message))
            .subscribe(_ -> {}, error -> server.note(error.toString()));
  }

  /** The last answer may still be on its way through the pipe when the process has ended. */
  private void drainAndLose() {
    ServerProcess.join(reader, DRAIN);
    lose();
  }

  private void lose() {
    var _ = lost.complete(null);
  }
}
