package dev.interlock.adapters.mcp;

import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.effect.ToolSource;
import dev.interlock.runtime.effect.ToolSource.Answer;
import dev.interlock.runtime.effect.ToolSource.Call;
import dev.interlock.runtime.effect.ToolSource.Context;
import dev.interlock.runtime.effect.ToolSourceFactory.Settings;
import dev.interlock.runtime.effect.ToolSourceFactory.Surroundings;
import dev.interlock.testkit.mcp.EffectServer;
import java.math.BigDecimal;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/** A real server process behind the adapter, with what the adapter reports of it. */
final class Server implements AutoCloseable {
  static final RunId RUN = new RunId("0123456789abcdefghjkmnpqrs");
  static final Duration LONG = Duration.ofSeconds(20);

  final List<ProcessHandle> children = new CopyOnWriteArrayList<>();
  final BlockingQueue<Answer> late = new LinkedBlockingQueue<>();
  final ToolSource source;

  Server(Path home, List<String> command, Map<String, String> env, Duration startTimeout) {
    var members =
        Value.Obj.EMPTY
            .with("name", Value.of("effects"))
            .with("command", Value.of(command.stream().map(Value::of).toList()))
            .with("env", env(home, env));
    this.source =
        new McpToolSourceFactory()
            .open(
                new Settings("tools[0].mcp", members, home),
                new Surroundings(
                    text -> text.replace("${env:TOKEN}", "s3cr3t-t0ken"),
                    process -> children.add(process.toHandle()),
                    startTimeout));
  }

  static Server start(Path home, String... env) {
    return new Server(home, command(), pairs(env), LONG);
  }

  static List<String> command() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-cp",
        classes().toString(),
        EffectServer.class.getName());
  }

  static Map<String, String> pairs(String... env) {
    var pairs = new TreeMap<String, String>();
    for (var i = 0; i < env.length; i += 2) pairs.put(env[i], env[i + 1]);
    return pairs;
  }

  /** Starts the process; its descriptors are of no interest. */
  void describe() {
    var _ = source.describe();
  }

  Answer call(String tool, Value.Obj arguments) {
    return call(tool, arguments, LONG);
  }

  Answer call(String tool, Value.Obj arguments, Duration timeout) {
    var context = new Context(RUN, "key-1", 2);
    return source.call(new Call(tool, arguments, timeout, context, late::add));
  }

  static Value.Obj arguments(Object... pairs) {
    var arguments = Value.Obj.EMPTY;
    for (var i = 0; i < pairs.length; i += 2) {
      var value =
          pairs[i + 1] instanceof Integer number
              ? Value.of(BigDecimal.valueOf(number))
              : Value.of(pairs[i + 1].toString());
      arguments = arguments.with(pairs[i].toString(), value);
    }
    return arguments;
  }

  @Override
  public void close() {
    source.close();
  }

  private static Value.Obj env(Path home, Map<String, String> env) {
    var all = Value.Obj.EMPTY.with("EFFECT_LOG", Value.of(home.resolve("effects.log").toString()));
    for (var entry : env.entrySet()) all = all.with(entry.getKey(), Value.of(entry.getValue()));
    return all;
  }

  private static Path classes() {
    try {
      return Path.of(
          EffectServer.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
