package dev.interlock.runtime.agent;

import dev.interlock.kernel.charter.FallbackFunction;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads {@code fallback-function}: what decides when the agent cannot. */
final class FallbackReader {
  private final Tools tools;

  FallbackReader(Tools tools) {
    this.tools = tools;
  }

  Optional<FallbackFunction> read(Section top) {
    return top.section("fallback-function", "fallback-function").flatMap(this::function);
  }

  private Optional<FallbackFunction> function(Section section) {
    var tool =
        tools.require(
            section,
            "tool",
            listed -> !listed.forModel(),
            "can be called by the model: a fallback function is the runtime's own; add internal:"
                + " true");
    var arguments =
        section.section("args", "fallback-function args").map(FallbackReader::arguments);
    section.done();
    return tool.map(name -> new FallbackFunction(name, arguments.orElseGet(Map::of)));
  }

  private static Map<String, String> arguments(Section args) {
    var all = new LinkedHashMap<String, String>();
    for (var name : args.keys()) {
      args.get(name, Shapes.TEXT).ifPresent(expression -> all.put(name, expression));
    }
    args.done();
    return all;
  }
}
