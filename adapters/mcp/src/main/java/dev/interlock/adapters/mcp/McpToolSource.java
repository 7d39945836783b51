package dev.interlock.adapters.mcp;

import dev.interlock.kernel.charter.ToolContract.Descriptor;
import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.UserError;
import dev.interlock.runtime.effect.ToolSource;
import io.modelcontextprotocol.spec.McpSchema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The tools and granted resources of one server. Thread-safe; calls share one connection.
 *
 * <p>What this guarantees: a call is answered within its timeout; one with a heartbeat is given up
 * when it was sent that long ago and the server has not reported progress; a call that is answered
 * UNAVAILABLE was not sent; a call goes only to a tool that the server describes as it did first,
 * also after a restart and after the server announced a new list. What it does not: that a server
 * which broke off has done nothing (NETWORK, TIMEOUT), nor that two lives of a server remember the
 * same keys.
 *
 * <p>A dead server is started again, and a lost session begun again, by the next call, once per
 * call. A tool that has drifted is refused from then on, whatever it says later; the server's other
 * tools are called as before, since each is pinned by itself and no tool's description is shown to
 * the model but as it was pinned.
 */
final class McpToolSource implements ToolSource {
  private final Wire.Dialer dialer;
  private final Grants grants;
  private final Duration startTimeout;
  private final ReentrantLock starting = new ReentrantLock();
  private volatile @Nullable Live live;
  private volatile @Nullable McpConnection newest;
  private volatile boolean closed;
  private volatile Map<String, String> tripped = Map.of();
  private @Nullable Catalogue pinned;

  /** A connection that has shaken hands. */
  private record Live(Wire wire, McpConnection connection, Handshake.Abilities abilities) {}

  McpToolSource(Wire.Dialer dialer, Grants grants, Duration startTimeout) {
    this.dialer = dialer;
    this.grants = grants;
    this.startTimeout = startTimeout;
  }

  @Override
  public List<Descriptor> describe() {
    starting.lock();
    try {
      var _ = ready(Deadline.in(startTimeout));
      return catalogue().descriptors();
    } finally {
      starting.unlock();
    }
  }

  @Override
  public boolean canGiveSignsOfLife(String tool) {
    return true;
  }

  @Override
  public Answer call(Call call) {
    var deadline = Deadline.in(call.timeout());
    var asking = asking(call);
    if (asking.isEmpty()) {
      return failed(
          ToolFault.REFUSED, call.tool() + " has an argument that is no part of a resource's name");
    }
    try {
      var connection = connected(deadline).connection();
      var drift = tripped.get(call.tool());
      if (drift != null) return failed(ToolFault.REFUSED, drift);
      var answer = connection.call(call, asking.get(), deadline);
      if (!wasNotSent(answer) || !connection.isLost()) return answer;
      var again = connected(deadline).connection();
      drift = tripped.get(call.tool());
      return drift == null
          ? again.call(call, asking.get(), deadline)
          : failed(ToolFault.REFUSED, drift);
    } catch (UserError notReady) {
      return failed(ToolFault.UNAVAILABLE, notReady.what());
    }
  }

  private Optional<Asking> asking(Call call) {
    var resource = grants.resources().get(call.tool());
    return resource == null
        ? Optional.of(Asking.tool(call))
        : resource.uri(call.arguments()).map(uri -> Asking.resource(call, uri));
  }

  private Failed failed(ToolFault fault, String what) {
    return new Failed(fault, dialer.label().oneLine(what) + "; nothing was sent", null);
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
      live = null;
    } finally {
      starting.unlock();
    }
  }

  private Live connected(Deadline deadline) {
    var now = live;
    if (now != null && !now.connection().needsCare()) return now;
    if (!locked(deadline)) throw dialer.label().error("was not ready in time", "");
    try {
      return ready(deadline.orSooner(startTimeout));
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

  /** Under the lock: the live connection, or a new one whose list has been compared. */
  private Live ready(Deadline deadline) {
    if (closed) throw dialer.label().error("is closed", "");
    var now = live;
    if (now == null || now.connection().isLost()) return restarted(deadline, now);
    if (now.connection().takeListChanged()) compare(deadline, now);
    return now;
  }

  /** A list that could not be had in time is still owed: the next call asks again. */
  private void compare(Deadline deadline, Live now) {
    try {
      pin(listed(new Handshake(now.wire(), now.connection(), deadline), now.abilities()));
    } catch (UserError failure) {
      now.connection().listChanged();
      throw failure;
    }
  }

  private Live restarted(Deadline deadline, @Nullable Live before) {
    live = null;
    if (before != null) before.connection().kill();
    var wire = dialer.dial();
    var connection = new McpConnection(wire);
    newest = connection;
    try {
      if (closed) throw dialer.label().error("is closed", "");
      var handshake = new Handshake(wire, connection, deadline);
      var next = new Live(wire, connection, handshake.initialise());
      pin(listed(handshake, next.abilities()));
      live = next;
      return next;
    } catch (UserError failure) {
      connection.kill();
      throw failure;
    }
  }

  private Catalogue listed(Handshake handshake, Handshake.Abilities abilities) {
    var tools =
        abilities.tools() || grants.resources().isEmpty()
            ? handshake.list(McpSchema.METHOD_TOOLS_LIST, "tools")
            : List.<Value>of();
    var resources = new ArrayList<Value>();
    if (!grants.resources().isEmpty()) {
      if (!abilities.resources()) throw dialer.label().error("has no resources", "");
      resources.addAll(handshake.listIfAny(McpSchema.METHOD_RESOURCES_LIST, "resources"));
      resources.addAll(
          handshake.listIfAny(McpSchema.METHOD_RESOURCES_TEMPLATES_LIST, "resourceTemplates"));
    }
    return Catalogue.of(tools, resources, grants, dialer.label());
  }

  /** The first list is pinned; what is not as it was there trips, and stays so. */
  private void pin(Catalogue catalogue) {
    var before = pinned;
    if (before == null) {
      pinned = catalogue;
      return;
    }
    var drifted = new TreeMap<>(tripped);
    catalogue
        .changesSince(before)
        .forEach((name, change) ->
            drifted.putIfAbsent(
                name,
                "the tool "
                    + name
                    + " "
                    + change
                    + " since it was accepted; look at it, then:"
                    + " interlock check AGENT.yaml --accept-tools"));
    tripped = Map.copyOf(drifted);
  }

  private Catalogue catalogue() {
    var catalogue = pinned;
    if (catalogue == null) throw new IllegalStateException("no list after a handshake");
    return catalogue;
  }
}
