package dev.interlock.runtime.gate;

import dev.interlock.kernel.brief.Utf8;
import dev.interlock.kernel.charter.FallbackFunction;
import dev.interlock.kernel.run.Content;
import dev.interlock.kernel.run.Event.FallbackTaken;
import dev.interlock.kernel.value.Value;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a fallback function is given: {@code {goal, reason, results}}, or what the charter's
 * expressions make of these three. At most {@link Content#INLINE_BYTES_MAX} bytes of JSON.
 * Immutable, thread-safe.
 */
final class FallbackArguments {
  private final String tool;
  private final Map<String, Expression> mapped;

  /**
   * @param mapped the function's arguments, compiled; those of {@link FallbackFunction#arguments}
   */
  FallbackArguments(String tool, Map<String, Expression> mapped) {
    this.tool = tool;
    this.mapped = Map.copyOf(mapped);
  }

  /**
   * @param reason why the agent cannot go on
   * @param results the last complete result of each tool, by its name
   */
  FallbackTaken of(String goal, String reason, Map<String, Value> results) {
    Map<String, Value> all =
        Map.of("goal", Value.of(goal), "reason", Value.of(reason), "results", Value.of(results));
    if (mapped.isEmpty()) return bounded(all);
    var names = new HashMap<String, Object>();
    all.forEach((name, value) -> names.put(name, CelValues.of(value)));
    var arguments = new TreeMap<String, Value>();
    for (var argument : mapped.entrySet()) {
      switch (argument.getValue().value(names)) {
        case Expression.Worth.Worked(var value) -> arguments.put(argument.getKey(), value);
        case Expression.Worth.None(var problem) -> {
          return not("fallback-function.args." + argument.getKey() + ": " + problem);
        }
      }
    }
    return bounded(arguments);
  }

  private FallbackTaken bounded(Map<String, Value> members) {
    var arguments = Value.of(members);
    var bytes = Utf8.length(arguments.json());
    return bytes <= Content.INLINE_BYTES_MAX
        ? new FallbackTaken(tool, arguments, "")
        : not(
            "it would be given "
                + bytes
                + " bytes of at most "
                + Content.INLINE_BYTES_MAX
                + "; name what it needs in fallback-function.args");
  }

  private FallbackTaken not(String problem) {
    return new FallbackTaken(tool, null, problem);
  }
}
