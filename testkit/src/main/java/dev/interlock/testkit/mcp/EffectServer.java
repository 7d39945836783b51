package dev.interlock.testkit.mcp;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An MCP server on standard input and output. Every effect that it performs is one synced line in a
 * file, so that a test can count what really happened whatever became of the processes.
 *
 * <p>Environment:
 *
 * <ul>
 *   <li>{@code EFFECT_LOG} the file that effects are appended to; see {@link EffectLog}
 *   <li>{@code DESCRIPTION_SUFFIX} is added to the description of {@code lookup}: drift
 *   <li>{@code EFFECT_PAGE} how many tools a page of the list has
 *   <li>{@code EFFECT_DELAY_MILLIS} how long an effect's answer is held back after it was performed
 *   <li>{@code EFFECT_MISBEHAVE} a comma list: {@code garbage} prints lines that are no messages,
 *       {@code silent} never answers, {@code exit} ends with code 3 at once, {@code twice} lists a
 *       tool twice, {@code deaf} reads nothing after the list, {@code stay} ignores the end of its
 *       input
 * </ul>
 *
 * <p>Each call runs on a thread of its own. Cancellations are noted and not heeded; what {@code
 * work} reports of its progress goes to the caller, if that gave a token.
 */
public final class EffectServer {
  private final PrintStream out;
  private final Misbehaviour misbehaviour;
  private final EffectTools tools;

  private EffectServer(PrintStream out, Map<String, String> environment) {
    this.out = out;
    this.misbehaviour = Misbehaviour.of(environment.getOrDefault("EFFECT_MISBEHAVE", ""));
    var log = new EffectLog(Path.of(environment.getOrDefault("EFFECT_LOG", "effects.log")));
    this.tools = new EffectTools(log, environment, misbehaviour);
  }

  public static void main(String[] arguments) throws IOException {
    var out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
    new EffectServer(out, System.getenv()).serve();
  }

  private void serve() throws IOException {
    if (misbehaviour.exits()) {
      System.err.println("cannot open the ledger");
      System.exit(3);
    }
    if (misbehaviour.garbage()) print("Welcome to the effect server!");
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (var line = in.readLine(); line != null; line = in.readLine()) {
      take(Json.object(Json.parse(line)));
    }
    if (misbehaviour.stays() || misbehaviour.deaf()) Pause.forEver();
    System.exit(0);
  }

  private void take(Map<String, @Nullable Object> message) {
    var method = String.valueOf(message.get("method"));
    var id = message.get("id");
    var params = Json.object(message.get("params"));
    if (id == null) {
      if (method.equals("notifications/cancelled")) tools.cancelled(params.get("requestId"));
    } else if (method.equals("tools/call")) {
      var call =
          new Thread(
              new Runnable() {
                @Override
                public void run() {
                  call(id, params);
                }
              });
      call.setDaemon(true);
      call.start();
    } else if (!misbehaviour.silent()) {
      answer(id, method, params);
    }
  }

  private void answer(Object id, String method, Map<String, @Nullable Object> params) {
    if (method.equals("initialize")) {
      var result = new LinkedHashMap<String, @Nullable Object>();
      result.put("protocolVersion", params.get("protocolVersion"));
      result.put("capabilities", Map.of("tools", Map.of("listChanged", true)));
      result.put("serverInfo", Map.of("name", "effects", "version", "1"));
      send(id, "result", result);
    } else if (method.equals("tools/list")) {
      send(id, "result", tools.page(params.get("cursor")));
      if (misbehaviour.deaf()) Pause.forEver();
    } else if (method.equals("ping")) {
      send(id, "result", Map.of());
    } else {
      send(id, "error", Map.of("code", new BigDecimal(-32601), "message", "no method " + method));
    }
  }

  private void call(Object id, Map<String, @Nullable Object> params) {
    try {
      var name = String.valueOf(params.get("name"));
      var meta = Json.object(params.get("_meta"));
      var arguments = Json.object(params.get("arguments"));
      var result =
          switch (name) {
            case "meta" -> Results.structured(meta);
            case "work" -> work(new Arguments(arguments), meta.get("progressToken"));
            default -> tools.call(name, arguments);
          };
      if (tools.takeDrift())
        print("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\"}");
      send(id, "result", result);
    } catch (ProtocolErrorException error) {
      send(
          id, "error", Map.of("code", new BigDecimal(error.code()), "message", error.getMessage()));
    } catch (IOException failure) {
      send(id, "error", Map.of("code", new BigDecimal(-32603), "message", failure.toString()));
    }
  }

  /** Works step by step; reports each if a token was given to report it under. */
  private Map<String, ?> work(Arguments arguments, @Nullable Object token) {
    var steps = arguments.number("steps");
    for (var step = 1; step <= steps; step++) {
      Pause.millis(arguments.number("every_millis"));
      if (token != null) report(token, step, steps);
    }
    Pause.millis(arguments.number("silent_millis"));
    return Results.structured(Map.of("steps", new BigDecimal(steps)));
  }

  private void report(Object token, int step, int steps) {
    var progress = new LinkedHashMap<String, @Nullable Object>();
    progress.put("progressToken", token);
    progress.put("progress", new BigDecimal(step));
    progress.put("total", new BigDecimal(steps));
    progress.put("message", "step " + step + " of " + steps);
    var message = new LinkedHashMap<String, @Nullable Object>();
    message.put("jsonrpc", "2.0");
    message.put("method", "notifications/progress");
    message.put("params", progress);
    print(Json.write(message));
  }

  private void send(Object id, String kind, Object body) {
    var message = new LinkedHashMap<String, @Nullable Object>();
    message.put("jsonrpc", "2.0");
    message.put("id", id);
    message.put(kind, body);
    if (misbehaviour.garbage()) print("{ level: 'info', note: 'no JSON' }");
    print(Json.write(message));
  }

  private synchronized void print(String line) {
    out.print(line);
    out.print('\n');
    out.flush();
  }
}
