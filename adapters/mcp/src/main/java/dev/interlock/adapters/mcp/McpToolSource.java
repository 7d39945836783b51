package dev.interlock.adapters.mcp;

import dev.interlock.kernel.charter.ToolContract.Descriptor;
import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.runtime.UserError;
import dev.interlock.runtime.effect.ToolSource;
import dev.interlock.runtime.effect.ToolSourceFactory.Surroundings;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The tools of one server process. Thread-safe; calls share one connection.
 *
 * <p>What this guarantees: a call is answered within its timeout; a call that is answered
 * UNAVAILABLE was not sent; a call goes only to a server whose tools are pinned as they were first
 * described, also after a restart and after the server announced a new list. What it does not: that
 * a server which broke off has done nothing (NETWORK, TIMEOUT), nor that two starts of a server
 * remember the same keys.
 *
 * <p>A dead server is started again by the next call, once per call. A server whose tools have
 * drifted is ended and stays unavailable.
 */
final class McpToolSource implements ToolSource {
  private final ServerCommand command;
  private final Surroundings surroundings;
  private final ReentrantLock starting = new ReentrantLock();
  private volatile @Nullable Live live;
  private volatile @Nullable McpConnection newest;
  private volatile boolean closed;
  private @Nullable ToolListing pinned;
  private @Nullable UserError refusal;

  /** A connection that has shaken hands. */
  private record Live(ServerProcess server, McpConnection connection) {}

  McpToolSource(ServerCommand command, Surroundings surroundings) {
    this.command = command;
    this.surroundings = surroundings;
  }

  @Override
  public List<Descriptor> describe() {
    starting.lock();
    try {
      var _ = ready(Deadline.in(surroundings.startTimeout()));
      return listing().descriptors();
    } finally {
      starting.unlock();
    }
  }

  @Override
  public Answer call(Call call) {
    var deadline = Deadline.in(call.timeout());
    try {
      var connection = connected(deadline).connection();
      var answer = connection.call(call, deadline);
      if (!wasNotSent(answer) || !connection.isLost()) return answer;
      return connected(deadline).connection().call(call, deadline);
    } catch (UserError notReady) {
      var message = command.oneLine(notReady.what()) + "; nothing was sent";
      return new Failed(ToolFault.UNAVAILABLE, message, null);
    }
  }

  private static boolean wasNotSent(Answer answer) {
    return answer instanceof Failed failed && failed.fault() == ToolFault.UNAVAILABLE;
  }

  @Override
  public void close() {
    closed = true;
    var last = newest;
    if (last != null) last.end();
    starting.lock();
    try {
      refusal = error("is closed");
      live = null;
    } finally {
      starting.unlock();
    }
  }

  private Live connected(Deadline deadline) {
    var now = live;
    if (now != null && !now.connection().needsCare()) return now;
    if (!locked(deadline)) throw error("was not ready in time");
    try {
      return ready(deadline.orSooner(surroundings.startTimeout()));
    } finally {
      starting.unlock();
    }
  }

  private boolean locked(Deadline deadline) {
    try {
      return starting.tryLock(deadline.nanosLeft(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Under the lock: the live connection, or a new one whose tools are as they were. */
  private Live ready(Deadline deadline) {
    if (refusal != null) throw refusal;
    var now = live;
    var handshake = new Handshake(command, deadline);
    if (now == null || now.connection().isLost()) return restarted(handshake, now);
    if (now.connection().takeListChanged()) compare(handshake, now);
    return now;
  }

  /** A list that could not be had in time is still owed: the next call asks again. */
  private void compare(Handshake handshake, Live now) {
    try {
      pin(handshake.list(now.server(), now.connection()), now);
    } catch (UserError failure) {
      now.connection().listChanged();
      throw failure;
    }
  }

  private Live restarted(Handshake handshake, @Nullable Live before) {
    live = null;
    if (before != null) before.connection().kill();
    var server = handshake.start(surroundings.children());
    var next = new Live(server, new McpConnection(server));
    newest = next.connection();
    try {
      if (closed) throw error("is closed");
      handshake.initialise(server, next.connection());
      pin(handshake.list(server, next.connection()), next);
    } catch (UserError failure) {
      next.connection().kill();
      throw failure;
    }
    live = next;
    return next;
  }

  private void pin(ToolListing listing, Live from) {
    var before = pinned;
    if (before == null) {
      pinned = listing;
      return;
    }
    var drift = listing.driftFrom(before);
    if (drift.isEmpty()) return;
    refusal = error("changed what it says of " + drift + " since it was described first");
    live = null;
    from.connection().kill();
    throw refusal;
  }

  private ToolListing listing() {
    var listing = pinned;
    if (listing == null) throw new IllegalStateException("no listing after a handshake");
    return listing;
  }

  private UserError error(String what) {
    return new UserError("MCP server `" + command.shown() + "` " + what, command.where(), "");
  }
}
