package dev.interlock.adapters.mcp;

import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.UserError;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.ProtocolVersions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** What is said before the first call: start, initialise, list the tools. */
final class Handshake {
  private static final int TOOLS_MAX = 1_000;
  private static final int PAGES_MAX = 100;
  private static final Set<String> VERSIONS =
      Set.of(
          ProtocolVersions.MCP_2024_11_05,
          ProtocolVersions.MCP_2025_03_26,
          ProtocolVersions.MCP_2025_06_18,
          ProtocolVersions.MCP_2025_11_25);

  private final ServerCommand command;
  private final Deadline deadline;

  Handshake(ServerCommand command, Deadline deadline) {
    this.command = command;
    this.deadline = deadline;
  }

  /**
   * Starts the process and begins to listen.
   *
   * @throws UserError if the operating system cannot start it; nothing was started
   */
  ServerProcess start(Consumer<ProcessHandle> children) {
    try {
      return ServerProcess.start(command, children);
    } catch (IOException failure) {
      throw error(
          "could not be started: " + failure.getMessage(), "is it installed and on the PATH?");
    }
  }

  /**
   * Initialises the server.
   *
   * @throws UserError if it dies, refuses, is silent, or speaks another version
   */
  void initialise(ServerProcess server, McpConnection connection) {
    var params =
        Value.Obj.EMPTY
            .with("protocolVersion", Value.of(ProtocolVersions.MCP_2025_11_25))
            .with("capabilities", Value.Obj.EMPTY)
            .with(
                "clientInfo",
                Value.Obj.EMPTY
                    .with("name", Value.of("interlock"))
                    .with("version", Value.of("0.1.0")));
    var result = ask(server, connection, McpSchema.METHOD_INITIALIZE, params);
    var version = result.get("protocolVersion").orElse(Value.Null.NULL);
    if (!(version instanceof Value.Text(var spoken)) || !VERSIONS.contains(spoken)) {
      throw error(
          "speaks MCP version " + version.json(),
          "known are " + VERSIONS.stream().sorted().toList());
    }
    connection.tell(McpSchema.METHOD_NOTIFICATION_INITIALIZED, Value.Obj.EMPTY);
  }

  /**
   * Lists all pages of tools.
   *
   * @throws UserError if the list cannot be had, has no end, or is unusable
   */
  ToolListing list(ServerProcess server, McpConnection connection) {
    var tools = new ArrayList<Value>();
    var cursors = new HashSet<Value>();
    var params = Value.Obj.EMPTY;
    for (var page = 0; page < PAGES_MAX; page++) {
      var result = ask(server, connection, McpSchema.METHOD_TOOLS_LIST, params);
      if (!(result.get("tools").orElse(Value.Null.NULL) instanceof Value.Arr(List<Value> items))) {
        throw error("answered tools/list without a list of tools", "");
      }
      tools.addAll(items);
      var cursor = result.get("nextCursor").orElse(Value.Null.NULL);
      if (cursor instanceof Value.Null) return ToolListing.of(tools, command);
      if (tools.size() > TOOLS_MAX || !cursors.add(cursor)) break;
      params = Value.Obj.EMPTY.with("cursor", cursor);
    }
    throw error(
        "lists tools without end", "at most " + TOOLS_MAX + " tools in " + PAGES_MAX + " pages");
  }

  private Value.Obj ask(
      ServerProcess server, McpConnection connection, String method, Value.Obj params) {
    try {
      var reply = connection.send(method, new Ticket(params));
      return reply.get(deadline.nanosLeft(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException silent) {
      throw error("did not answer " + method + " in time and " + server.wordsSoFar(), "");
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw error("was interrupted while it started", "");
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof McpError refusal) {
        throw error("refused " + method + ": " + refusal.getMessage(), "");
      }
      throw error(server.lastWords() + ", before it answered " + method, "");
    }
  }

  private UserError error(String what, String hint) {
    return new UserError(
        "MCP server `" + command.shown() + "` " + command.oneLine(what), command.where(), hint);
  }
}
