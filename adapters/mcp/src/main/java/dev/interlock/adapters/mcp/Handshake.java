package dev.interlock.adapters.mcp;

import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.UserError;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.ProtocolVersions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What is said before the first call: initialise, list what there is. */
final class Handshake {
  private static final int ITEMS_MAX = 1_000;
  private static final int PAGES_MAX = 100;
  private static final Set<String> VERSIONS =
      Set.of(
          ProtocolVersions.MCP_2024_11_05,
          ProtocolVersions.MCP_2025_03_26,
          ProtocolVersions.MCP_2025_06_18,
          ProtocolVersions.MCP_2025_11_25);

  /** What stands for the answer of a server that does not know the method. */
  private static final Value.Obj NONE = Value.Obj.EMPTY.with("none", Value.of(true));

  private final Wire wire;
  private final McpConnection connection;
  private final Deadline deadline;

  Handshake(Wire wire, McpConnection connection, Deadline deadline) {
    this.wire = wire;
    this.connection = connection;
    this.deadline = deadline;
  }

  /**
   * What a server says that it can do.
   *
   * @param tools whether it has tools
   * @param resources whether it has resources
   * @param announces whether it tells when a list of them changes
   */
  record Abilities(boolean tools, boolean resources, boolean announces) {}

  /**
   * Initialises the server.
   *
   * @throws UserError if it dies, refuses, is silent, or speaks another version
   */
  Abilities initialise() {
    var params =
        Value.Obj.EMPTY
            .with("protocolVersion", Value.of(ProtocolVersions.MCP_2025_11_25))
            .with("capabilities", Value.Obj.EMPTY)
            .with(
                "clientInfo",
                Value.Obj.EMPTY
                    .with("name", Value.of("interlock"))
                    .with("version", Value.of("0.1.0")));
    var result = ask(McpSchema.METHOD_INITIALIZE, params, false);
    var version = result.get("protocolVersion").orElse(Value.Null.NULL);
    if (!(version instanceof Value.Text(var spoken)) || !VERSIONS.contains(spoken)) {
      throw error(
          "speaks MCP version " + version.json(),
          "known are " + VERSIONS.stream().sorted().toList());
    }
    var abilities = abilities(result);
    wire.agreed(spoken, abilities.announces());
    connection.tell(McpSchema.METHOD_NOTIFICATION_INITIALIZED, Value.Obj.EMPTY);
    return abilities;
  }

  private static Abilities abilities(Value.Obj result) {
    if (!(result.get("capabilities").orElse(Value.Null.NULL) instanceof Value.Obj said)) {
      return new Abilities(true, false, false);
    }
    var announces = Value.of(true);
    return new Abilities(
        said.get("tools").isPresent(),
        said.get("resources").isPresent(),
        said.members().values().stream()
            .anyMatch(one ->
                one instanceof Value.Obj ability
                    && ability.get("listChanged").filter(announces::equals).isPresent()));
  }

  /** As {@link #list}, of a server that may not know the method: it has none then. */
  List<Value> listIfAny(String method, String items) {
    return list(method, items, true);
  }

  /**
   * Lists all pages of something.
   *
   * @param items the member of the result that holds them
   * @throws UserError if the list cannot be had, has no end, or is unusable
   */
  List<Value> list(String method, String items) {
    return list(method, items, false);
  }

  private List<Value> list(String method, String items, boolean optional) {
    var all = new ArrayList<Value>();
    var cursors = new HashSet<Value>();
    var params = Value.Obj.EMPTY;
    for (var page = 0; page < PAGES_MAX; page++) {
      var result = ask(method, params, optional);
      if (result.equals(NONE)) return List.of();
      if (!(result.get(items).orElse(Value.Null.NULL) instanceof Value.Arr(List<Value> some))) {
        throw error("answered " + method + " without a list", "");
      }
      all.addAll(some);
      var cursor = result.get("nextCursor").orElse(Value.Null.NULL);
      if (cursor instanceof Value.Null) return all;
      if (all.size() > ITEMS_MAX || !cursors.add(cursor)) break;
      params = Value.Obj.EMPTY.with("cursor", cursor);
    }
    throw error(
        "lists " + items + " without end", "at most " + ITEMS_MAX + " in " + PAGES_MAX + " pages");
  }

  private Value.Obj ask(String method, Value.Obj params, boolean optional) {
    try {
      var reply = connection.send(method, new Ticket(params));
      return reply.get(deadline.nanosLeft(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException silent) {
      throw error("did not answer " + method + " in time and " + wire.wordsSoFar(), "");
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw error("was interrupted while it started", "");
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof McpError refusal) {
        if (optional && refusal.getJsonRpcError().code() == ErrorCodes.METHOD_NOT_FOUND)
          return NONE;
        var said = String.valueOf(refusal.getMessage());
        var ours = refusal.getJsonRpcError().data() instanceof Breakage;
        throw error(ours ? said : "refused " + method + ": " + said, "");
      }
      if (failure.getCause() instanceof NotSentException gone) {
        throw error(String.valueOf(gone.getMessage()), "");
      }
      throw error(wire.lastWords() + ", before it answered " + method, "");
    }
  }

  private UserError error(String what, String hint) {
    return wire.label().error(what, hint);
  }
}
