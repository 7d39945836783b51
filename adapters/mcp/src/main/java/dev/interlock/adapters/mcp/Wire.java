package dev.interlock.adapters.mcp;

import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What carries one life of one server: a process and its pipes, or a session over HTTP.
 * Thread-safe. Once lost it stays lost.
 */
interface Wire extends McpClientTransport {

  ServerLabel label();

  /** Done as soon as nothing can be sent or received any more. */
  CompletableFuture<@Nullable Void> lost();

  /** Whether nothing can be sent any more; what was said before may still come. */
  boolean isLost();

  /** Takes back a request that has not begun to be sent; false if it is too late for that. */
  boolean withdraw(Ticket ticket);

  /** Answers a request of ours in the server's place, so that nobody waits for it any more. */
  void answer(String id, Breakage breakage, String message);

  /**
   * The handshake is done.
   *
   * @param version of the protocol, as both sides speak it
   * @param announces whether the server has said that it announces changes of its lists
   */
  void agreed(String version, boolean announces);

  /** What became of the server and the last thing it said, as a clause for a message. */
  String lastWords();

  /** As {@link #lastWords}, of a server that may go on; waits for nothing. */
  String wordsSoFar();

  /** Takes leave of the server, within 2 s. */
  void end();

  /** Leaves the server by force. */
  void kill();

  @Override
  default Mono<Void> closeGracefully() {
    return Mono.fromRunnable(this::end);
  }

  @Override
  @SuppressWarnings("unchecked") // the only type that we ask for is the tree that we read
  default <T> T unmarshalFrom(Object data, TypeRef<T> type) {
    return (T) data;
  }

  /** Makes wires to one server. */
  interface Dialer {
    ServerLabel label();

    /**
     * Begins a new life.
     *
     * @throws dev.interlock.runtime.UserError if it cannot begin; nothing was started
     */
    Wire dial();
  }
}
