package dev.interlock.adapters.openapi;

import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.UserError;
import dev.interlock.runtime.effect.ToolSource;
import dev.interlock.runtime.effect.ToolSource.Answer;
import dev.interlock.runtime.effect.ToolSource.Call;
import dev.interlock.runtime.effect.ToolSource.Context;
import dev.interlock.runtime.effect.ToolSourceFactory.Settings;
import dev.interlock.runtime.effect.ToolSourceFactory.Surroundings;
import dev.interlock.runtime.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A source made of one file, with what it reports. */
final class Shop implements AutoCloseable {
  static final RunId RUN = new RunId("0123456789abcdefghjkmnpqrs");
  static final Duration LONG = Duration.ofSeconds(20);
  static final Map<String, String> SECRETS =
      Map.of("${env:KEY}", "s3cr3t-k3y", "${env:USER_NAME}", "ann", "${env:EVIL}", "a\r\nX: y");

  final BlockingQueue<Answer> late = new LinkedBlockingQueue<>();
  final ToolSource source;

  Shop(Path home, String settings, Set<String> tools) {
    this(home, settings, tools, Set.of());
  }

  Shop(Path home, String settings, Set<String> tools, Set<String> reads) {
    this.source =
        new OpenApiToolSourceFactory()
            .open(
                settings(home, settings, tools, reads),
                new Surroundings(Shop::resolved, _ -> {}, LONG));
  }

  static Settings settings(Path home, String settings, Set<String> tools, Set<String> reads) {
    return new Settings("tools[0].http", object(settings), home, tools, reads);
  }

  Answer call(String tool, String arguments) {
    return call(tool, arguments, LONG, 1);
  }

  Answer call(String tool, String arguments, Duration timeout, int attempt) {
    var context = new Context(RUN, "key-1", attempt);
    return source.call(new Call(tool, object(arguments), timeout, context, late::add));
  }

  /** JSON in which double quotes are written as single ones. */
  static Value.Obj object(String json) {
    return (Value.Obj) Json.parse(json.replace('\'', '"'));
  }

  /** Writes a file of the test resources into a folder, with the address of a service in it. */
  static Path styles(Path home, Service service) {
    return write(home, "styles.yaml", resource("styles.yaml").replace("SERVER", service.url()));
  }

  static Path write(Path home, String name, String text) {
    try {
      return Files.writeString(home.resolve(name), text);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static String resource(String name) {
    try (var in = Shop.class.getResourceAsStream(name)) {
      if (in == null) throw new IllegalStateException("no resource " + name);
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String resolved(String text) {
    var result = text;
    for (var secret : SECRETS.entrySet())
      result = result.replace(secret.getKey(), secret.getValue());
    if (result.contains("${")) throw new UserError("no " + result, "", "");
    return result;
  }

  @Override
  public void close() {
    source.close();
  }
}
