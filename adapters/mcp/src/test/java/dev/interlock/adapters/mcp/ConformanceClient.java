package dev.interlock.adapters.mcp;

import dev.interlock.kernel.charter.ToolContract.Descriptor;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.UserError;
import dev.interlock.runtime.effect.ToolSource.Failed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.TreeMap;

/**
 * The client that the public conformance suite starts: reaches the server at its last argument with
 * the adapter, lists its tools and calls each of them once, with 2 for every number and {@code x}
 * for every text. Ends with 1 if the server could not be reached or a call failed.
 */
final class ConformanceClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  private ConformanceClient() {}

  public static void main(String[] arguments) {
    var settings = "{'name':'suite','url':'" + arguments[arguments.length - 1] + "'}";
    try (var suite = new Reached(Path.of("."), settings)) {
      for (var tool : suite.source.describe()) {
        var answer = suite.call(tool.name(), arguments(tool), TIMEOUT);
        System.out.println(tool.name() + ": " + answer);
        if (answer instanceof Failed) System.exit(1);
      }
    } catch (UserError refused) {
      System.out.println(refused.getMessage());
      System.exit(1);
    }
  }

  private static Value.Obj arguments(Descriptor tool) {
    var arguments = new TreeMap<String, Value>();
    if (tool.input().get("properties").orElse(Value.Obj.EMPTY) instanceof Value.Obj properties) {
      properties
          .members()
          .forEach((name, schema) -> {
            var number =
                schema.json().contains("\"number\"") || schema.json().contains("\"integer\"");
            arguments.put(name, number ? Value.of(2) : Value.of("x"));
          });
    }
    return new Value.Obj(arguments);
  }
}
