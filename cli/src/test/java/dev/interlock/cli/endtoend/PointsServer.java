package dev.interlock.cli.endtoend;

import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/**
 * An MCP server with one tool, {@code add_points}, that takes an integer. It trusts its caller:
 * what it is given it writes down, in the form of {@link Deed#logged}.
 */
public final class PointsServer {
  private static final String TOOLS =
      """
      {"tools": [{"name": "add_points", "description": "Adds points to an account", "inputSchema": {
        "type": "object",
        "properties": {"account": {"type": "string"}, "points": {"type": "integer"},
                       "idempotency_key": {"type": "string"}},
        "required": ["account", "points", "idempotency_key"]}}]}
      """;

  private PointsServer() {}

  public static void main(String[] arguments) throws IOException {
    var log = Path.of(System.getenv("EFFECT_LOG"));
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (var line = in.readLine(); line != null; line = in.readLine()) {
      var message = (Value.Obj) Json.parse(line);
      var id = message.get("id");
      if (id.isEmpty()) continue;
      var answer = Value.of(Map.of("jsonrpc", Value.of("2.0"), "id", id.get()));
      System.out.println(answer.with("result", result(message, log)).json());
    }
  }

  private static Value result(Value.Obj message, Path log) throws IOException {
    var method = message.get("method").orElseThrow();
    var params = message.get("params").orElse(Value.Obj.EMPTY);
    if (method.equals(Value.of("tools/list"))) return Json.parse(TOOLS);
    if (!method.equals(Value.of("initialize"))) return added((Value.Obj) params, log);
    var version = ((Value.Obj) params).get("protocolVersion").orElseThrow();
    return Json.parse(
        """
        {"protocolVersion": %s, "capabilities": {"tools": {}},
         "serverInfo": {"name": "points", "version": "1"}}
        """
            .formatted(version.json()));
  }

  private static Value added(Value.Obj params, Path log) throws IOException {
    var arguments = (Value.Obj) params.get("arguments").orElseThrow();
    var key = (Value.Text) arguments.get("idempotency_key").orElseThrow();
    var line = key.value() + " add_points " + arguments.json() + " 0 0\n";
    var _ = Files.writeString(log, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    return Json.parse("{\"content\": [{\"type\": \"text\", \"text\": \"added\"}]}");
  }
}
